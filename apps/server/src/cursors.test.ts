import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  type Access,
  createSeries,
  palaceRoles,
  type RouteDescriptor,
  setSeriesState,
} from '@wengong/contract';
import { z } from 'zod';
import { newId } from './kernel/ids.ts';
import { createDevice } from './modules/booking/devices/devices.factory.ts';
import { createContestDesk } from './modules/contest/contest.factory.ts';
import { createTestApp } from './testkit/app.ts';
import { createPalace } from './testkit/palace.ts';
import { createOfficer, createStaff, createWorker } from './testkit/person.ts';

/**
 * Every list of the table, called by somebody who may with cursors that nobody was given: a new list is tested here
 * without anybody adding it.
 */
const app = await createTestApp();
after(() => app.close());

const lists = app.routes
  .map(({ descriptor }) => descriptor)
  .filter(({ method, query }) => method === 'GET' && query !== undefined && 'cursor' in query.shape);

let params: Readonly<Record<string, string>>;
let callers: Readonly<Record<Access['who'], Record<string, string>>>;
before(async () => {
  assert.notEqual(lists.length, 0);
  const { palaceId, contestId } = await createContestDesk(app);
  const staff = await createStaff(app, palaceId, [...palaceRoles]);
  const series = await app.call(createSeries, {
    params: { palaceId },
    body: { slug: 'weekly', title: '每周一讲' },
    as: staff,
  });
  await app.call(setSeriesState, {
    params: { palaceId, seriesId: series.id },
    body: { state: 'published' },
    as: staff,
  });
  const unionId = (await createPalace(app)).union_id;
  params = { palaceId, contestId, unionId, series: series.slug };
  callers = {
    anyone: {},
    person: { cookie: (await createWorker(app)).cookie },
    staff: { cookie: staff.cookie },
    'staff-self': { cookie: staff.cookie },
    officer: { cookie: (await createOfficer(app, unionId)).cookie },
    device: { authorization: `Bearer ${(await createDevice(app, palaceId)).token}` },
  };
});

const call = ({ path, access }: RouteDescriptor, query: Record<string, string>) =>
  app.inject({
    method: 'GET',
    url: `${path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? newId())}?${new URLSearchParams(query)}`,
    headers: callers[access.who],
  });

/** What a list must be asked for, once for each value of what decides its order, one way round. */
function waysToAsk({ query }: RouteDescriptor): Record<string, string>[] {
  const shape: Record<string, z.ZodType> = query?.shape ?? {};
  const needed = 'day' in shape ? { day: '2026-11-23' } : {};
  const ways = ['order', 'sort', 'state', 'when'].flatMap((name) =>
    optionsOf(shape[name]).map((value) => ({ ...needed, [name]: value })),
  );
  return [needed, ...ways];
}

function optionsOf(schema: unknown): string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return optionsOf(schema.unwrap());
  return schema instanceof z.ZodEnum
    ? schema.options.map(String).filter((each) => !each.startsWith('-'))
    : [];
}

const pack = (parts: unknown): string => Buffer.from(JSON.stringify(parts)).toString('base64url');

const forged = [
  'x',
  pack('x'),
  pack({ length: 1 }),
  ...[0, 1, 2, 3, 4, 5].map((n) => pack(Array(n).fill('x'))),
];

/** Of the form of some list, but with something in it that PostgreSQL cannot hold. */
const beyondBounds = ['0000-01-01T00:00:00Z', '0000-01-01', '99999999999', 99_999_999_999]
  .flatMap((part) => [
    [part],
    [part, 1],
    [part, newId()],
    [true, part, newId()],
    ['next', part, newId()],
    ['queued_at', 'asc', part, newId()],
    ['price_fen', 'asc', part, newId()],
    [part, 'seed', 1, 0],
    ['2026-11-23T04:00:00Z', '', 0, part, newId()],
  ])
  .map(pack);

describe('a forged cursor is refused', () => {
  for (const list of lists) {
    test(list.path, async () => {
      for (const query of waysToAsk(list)) {
        assert.equal((await call(list, query)).statusCode, 200);
        for (const cursor of forged) {
          const answer = await call(list, { ...query, cursor });
          const asked = `${JSON.stringify(query)} ${cursor}`;
          assert.equal(answer.statusCode, 400, `${asked}: ${answer.body}`);
          assert.equal(answer.json().code, 'invalid-request', asked);
          assert.match(answer.json().detail, /cursor: start again/, asked);
        }
        for (const cursor of beyondBounds) {
          const answer = await call(list, { ...query, cursor });
          const asked = `${JSON.stringify(query)} ${Buffer.from(cursor, 'base64url')}`;
          assert.ok([200, 400].includes(answer.statusCode), `${asked}: ${answer.body}`);
        }
      }
    });
  }
});
