import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  type BodyInputOf,
  getSetup,
  listStaff,
  setUp,
  staffSecondFactor,
  staffSignIn,
} from '@wengong/contract';
import { sql } from 'kysely';
import { newId } from '../../kernel/ids.ts';
import { createTestApp, type TestApp } from '../../testkit/app.ts';
import { randomPhone } from '../../testkit/person.ts';
import { countPalaces, insertUnion } from './network.store.ts';

let app: TestApp;
before(async () => {
  app = await createTestApp({ demo: true });
});
after(() => app.close());

const setup = (n: number): BodyInputOf<typeof setUp> => ({
  union: { name: '测试市总工会', nameEn: 'Test city federation', level: 'city' },
  palace: {
    slug: `first-${n}`,
    name: '测试工人文化宫',
    nameEn: 'Test workers’ palace',
    province: '江苏省',
    city: '测试市',
    district: '测试区',
    address: '人民路 1 号',
  },
  director: {
    displayName: '首任馆长',
    phone: randomPhone(),
    account: `director.${n}`,
    password: 'a long password',
  },
});

const post = (app: TestApp, url: string, payload: object, cookie = '') =>
  app.inject({ method: 'POST', url, headers: { cookie }, payload });

test('of many first runs at the same moment one wins; its director can work', async () => {
  assert.equal((await app.call(getSetup, {})).needed, true);
  const answers = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => post(app, setUp.path, setup(n))));
  assert.deepEqual(answers.map((answer) => answer.statusCode).sort(), [201, 409, 409, 409, 409, 409]);
  assert.equal((await app.call(getSetup, {})).needed, false);
  const { rows } = await app.deps.db.pool.query('select count(*)::int as palaces from palace');
  assert.equal(rows[0].palaces, 1);
  const winner = answers.findIndex((answer) => answer.statusCode === 201) + 1;
  const palaceId: string = answers[winner - 1]?.json().palaceId;
  const first = await post(app, staffSignIn.path, {
    account: `director.${winner}`,
    password: 'a long password',
  });
  assert.equal(first.json().newPasswordRequired, false);
  const cookieOf = (set: unknown) =>
    [set ?? []]
      .flat()
      .map((line) => String(line).split(';')[0])
      .join('; ');
  const body = { code: first.json().demoCode };
  const second = await post(app, staffSecondFactor.path, body, cookieOf(first.headers['set-cookie']));
  const cookie = cookieOf(second.headers['set-cookie']);
  const staff = await app.call(listStaff, { params: { palaceId }, as: { cookie } });
  assert.deepEqual(
    staff.items.map((each) => each.roles),
    [['director']],
  );
  const { rows: officers } = await app.deps.db.pool.query('select from union_role');
  assert.equal(officers.length, 1);
});

test('without the lock two first runs would both win: the test above can fail', async () => {
  const empty = await createTestApp();
  try {
    const unionId = newId();
    const names = { name: '测试', name_en: 'Test', division_code: null };
    await empty.deps.db.transact((tx) =>
      insertUnion(tx, { id: unionId, parent_id: null, path: 'cn', level: 'nation', ...names }),
    );
    let counted = 0;
    const { promise: bothCounted, resolve } = Promise.withResolvers<void>();
    const firstRun = (n: number) =>
      empty.deps.db.transact(async (tx) => {
        assert.equal(await countPalaces(tx), 0);
        counted += 1;
        if (counted === 2) resolve();
        await bothCounted;
        await sql`insert into palace (id, slug, union_id, name, name_en, province, city, district, address, created_at)
          values (${newId()}, ${`first-${n}`}, ${unionId}, '馆', 'P', '省', '市', '区', '路', now())`.execute(
          tx,
        );
      });
    await Promise.all([firstRun(1), firstRun(2)]);
    assert.equal(await countPalaces(empty.deps.db.reader), 2);
  } finally {
    await empty.close();
  }
});

test('a director’s phone that is none is refused, and nothing is created', async () => {
  const empty = await createTestApp();
  try {
    const body = setup(1);
    const refused = await empty.refused(setUp, {
      body: { ...body, director: { ...body.director, phone: '12345678901' } },
    });
    assert.equal(refused.code, 'phone-invalid');
    assert.equal((await empty.call(getSetup, {})).needed, true);
  } finally {
    await empty.close();
  }
});

test('a palace cannot take a name that the console’s own addresses use', async () => {
  const empty = await createTestApp();
  try {
    const body = setup(1);
    const refused = await empty.refused(setUp, {
      body: { ...body, palace: { ...body.palace, slug: 'unions' } },
    });
    assert.deepEqual(refused, { status: 400, code: 'invalid-request' });
    assert.equal((await empty.call(getSetup, {})).needed, true);
  } finally {
    await empty.close();
  }
});
