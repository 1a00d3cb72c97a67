import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Access, palaceRoles, type RouteDescriptor } from '@wengong/contract';
import { bindRoute } from './kernel/http/bind.ts';
import { newId } from './kernel/ids.ts';
import { createTestApp, type TestApp } from './testkit/app.ts';
import { createPalace } from './testkit/palace.ts';
import { createOfficer, createStaff, createWorker, openSession } from './testkit/person.ts';

/**
 * Every route of the table, called by everybody who must not: a new route is tested here without anybody adding it,
 * and a route without a rule does not start.
 */
const app: TestApp = await createTestApp();
after(() => app.close());

interface Cast {
  readonly palaceId: string;
  readonly unionId: string;
  readonly worker: string;
  readonly neighbour: string;
  readonly neighbourOfficer: string;
  /** Holds every role here, but signed in without the second factor. */
  readonly weak: string;
  staffWithout(roles: readonly string[]): Promise<string | null>;
}

let cast: Cast;
before(async () => {
  const palace = await createPalace(app);
  const next = await createPalace(app);
  const director = await createStaff(app, palace.id, ['director', 'editor', 'reviewer', 'front_desk']);
  cast = {
    palaceId: palace.id,
    unionId: palace.union_id,
    worker: (await createWorker(app)).cookie,
    neighbour: (await createStaff(app, next.id, [...palaceRoles])).cookie,
    neighbourOfficer: (await createOfficer(app, next.union_id)).cookie,
    weak: await openSession(app, director.personId, false),
    async staffWithout(roles) {
      const other = palaceRoles.find((role) => !roles.includes(role));
      return other === undefined ? null : (await createStaff(app, palace.id, [other])).cookie;
    },
  };
});

/** Calls the route with real ids of the palace and union, random other ids, and an empty body. */
async function statusOf(
  route: RouteDescriptor,
  cookie: string | null,
): Promise<{ status: number; code: string }> {
  const ids: Record<string, string> = { palaceId: cast.palaceId, unionId: cast.unionId };
  const url = route.path.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? newId());
  const answer = await app.inject({
    method: route.method,
    url,
    headers: cookie === null ? {} : { cookie },
    ...(route.method === 'GET' ? {} : { payload: {} }),
  });
  const json = answer.body.startsWith('{') ? answer.json() : {};
  return { status: answer.statusCode, code: json.code ?? '' };
}

const expectations: Readonly<Record<Access['who'], (route: RouteDescriptor) => Promise<void>>> = {
  // Free to call: nothing may be refused for lack of a sign-in.
  anyone: async (route) => {
    assert.notEqual((await statusOf(route, null)).code, 'not-signed-in');
  },
  person: async (route) => {
    assert.deepEqual(await statusOf(route, null), { status: 401, code: 'not-signed-in' });
    assert.deepEqual(await statusOf(route, 'wengong.session_token=forged.signature'), {
      status: 401,
      code: 'not-signed-in',
    });
  },
  'staff-self': async (route) => {
    assert.equal((await statusOf(route, null)).status, 401);
    assert.deepEqual(await statusOf(route, cast.worker), { status: 403, code: 'not-permitted' });
    assert.deepEqual(await statusOf(route, cast.weak), { status: 403, code: 'second-factor-required' });
  },
  staff: async (route) => {
    assert.equal((await statusOf(route, null)).status, 401);
    assert.deepEqual(await statusOf(route, cast.worker), { status: 403, code: 'not-permitted' });
    assert.deepEqual(await statusOf(route, cast.weak), { status: 403, code: 'second-factor-required' });
    assert.deepEqual(await statusOf(route, cast.neighbour), { status: 404, code: 'not-found' });
    assert.deepEqual(await statusOf(route, cast.neighbourOfficer), { status: 404, code: 'not-found' });
    const roles = route.access.who === 'staff' ? route.access.roles : [];
    const without = await cast.staffWithout(roles);
    if (without !== null)
      assert.deepEqual(await statusOf(route, without), { status: 403, code: 'not-permitted' });
  },
  // A sign-in, however strong, is no device.
  device: async (route) => {
    const unknown = { status: 401, code: 'device-unknown' };
    assert.deepEqual(await statusOf(route, null), unknown);
    assert.deepEqual(await statusOf(route, cast.worker), unknown);
    assert.deepEqual(await statusOf(route, cast.neighbour), unknown);
    assert.deepEqual(
      await statusOf(route, (await createStaff(app, cast.palaceId, ['director'])).cookie),
      unknown,
    );
  },
  officer: async (route) => {
    assert.equal((await statusOf(route, null)).status, 401);
    assert.deepEqual(await statusOf(route, cast.worker), { status: 403, code: 'not-permitted' });
    assert.deepEqual(await statusOf(route, cast.weak), { status: 403, code: 'second-factor-required' });
    assert.deepEqual(await statusOf(route, cast.neighbour), { status: 404, code: 'not-found' });
    assert.deepEqual(await statusOf(route, cast.neighbourOfficer), { status: 404, code: 'not-found' });
  },
};

describe('who may call', () => {
  for (const { descriptor } of app.routes) {
    test(`${descriptor.method} ${descriptor.path}`, () => expectations[descriptor.access.who](descriptor));
  }
});

describe('what the table cannot hold', () => {
  const plant = (descriptor: unknown) => () =>
    bindRoute(app.server, { descriptor: descriptor as RouteDescriptor, handler: async () => null }, app.deps);

  test('a route without a rule does not start', () => {
    const planted = { method: 'GET', path: '/api/v1/planted', summary: '', tag: '' };
    assert.throws(plant(planted), /access rule/);
  });

  test('a rule about a palace needs the palace in the path', () => {
    const access = { who: 'staff', roles: ['director'] };
    assert.throws(
      plant({ method: 'GET', path: '/api/v1/planted', summary: '', tag: '', access }),
      /:palaceId/,
    );
  });

  test('every staff route of the table names the module it belongs to', () => {
    for (const { descriptor } of app.routes) assert.match(descriptor.tag, /^[a-z]+$/);
  });
});

test('bad input is a 4xx with a stable code on every route, never a 5xx', async () => {
  const director = await createStaff(app, cast.palaceId, [...palaceRoles]);
  const officer = await createOfficer(app, cast.unionId);
  for (const { descriptor } of app.routes) {
    for (const cookie of [director.cookie, officer.cookie]) {
      const { status, code } = await statusOf(descriptor, cookie);
      assert.ok(status < 500, `${descriptor.method} ${descriptor.path} answered ${status} ${code}`);
    }
  }
});
