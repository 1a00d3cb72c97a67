import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { getUnionFigures } from '@wengong/contract';
import { sql } from 'kysely';
import { newId } from '../../../kernel/ids.ts';
import { createTestApp, type TestApp } from '../../../testkit/app.ts';
import { createPalace } from '../../../testkit/palace.ts';
import { createOfficer, createStaff } from '../../../testkit/person.ts';
import { figureDrift, rebuildFigures, rollUp } from '../index.ts';
import { checkRecounts } from '../recount.factory.ts';
import { palacesUnder, UNION } from '../recount-tables.factory.ts';
import { admit, createWorkers, insertSession, undo } from '../statistics.factory.ts';
import { PALACES_AT_ONCE } from './roll-up.ts';
import { addPerson, emptyRegisters, encodeSketch } from './sketch.rules.ts';

const DAY = '2026-11-20';
const RANGE = { from: DAY, to: DAY };
/** Two full slices and one of a single palace. */
const MANY = 2 * PALACES_AT_ONCE + 1;
/** Palaces beside the borders: marks are taken in the order of the palaces' ids. */
const BESIDE = [0, PALACES_AT_ONCE - 1, PALACES_AT_ONCE, MANY - 2, MANY - 1];

let app: TestApp;
let nation: string;
/** In the order of their ids. */
let palaces: string[];

before(async () => {
  app = await createTestApp();
  const first = await createPalace(app);
  nation = await onlyRow<string>("select id as value from union_node where level = 'nation'");
  palaces = [first.id, ...Array.from({ length: MANY - 1 }, () => newId())];
  assert.deepEqual(palaces, palaces.toSorted());
  await insertPalaces(first.id);
  await insertVisits();
  await visitBesideBorders();
});
after(() => app.close());

async function onlyRow<Value>(query: string, values: unknown[] = []): Promise<Value> {
  const { rows } = await app.deps.db.pool.query<{ value: Value }>(query, values);
  assert.equal(rows.length, 1);
  return (rows[0] as { value: Value }).value;
}

/** Three provinces, of which two reach over a border, with copies of the first palace in all but what must differ. */
async function insertPalaces(like: string): Promise<void> {
  const provinces = [newId(), newId(), newId()];
  await app.deps.db.transact(async (tx) => {
    await sql`insert into union_node (id, parent_id, path, level, name, name_en)
      select id, ${nation}, ('cn.p' || nth)::ltree, 'province', '测试省总工会', 'Test province federation'
      from unnest(${provinces}::uuid[]) with ordinality as given (id, nth)`.execute(tx);
    await sql`insert into palace (id, slug, union_id, name, name_en, province, city, district, address, created_at)
      select given.id, 'slice-' || nth,
        (${provinces}::uuid[])[case when nth <= 150 then 1 when nth <= 250 then 2 else 3 end],
        p.name, p.name_en, p.province, p.city, p.district, p.address, p.created_at
      from unnest(${palaces}::uuid[]) with ordinality as given (id, nth), palace p
      where p.id = ${like} and given.id <> ${like}`.execute(tx);
    await sql`update palace set union_id = ${provinces[0]} where id = ${like}`.execute(tx);
  });
}

/**
 * To every palace come one of its own, one of seven who go everywhere, and uncounted ones in a number of its own;
 * written in bulk, the guards of single rows off, as are the marks.
 */
const insertVisits = () =>
  app.deps.db.transact(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx);
    await sql`insert into stamp (palace_id, landmark_id, person_id, day, at)
      select palace, ${newId()}::uuid, md5(who)::uuid, ${DAY}, ${`${DAY}T02:00:00Z`}
      from unnest(${palaces}::uuid[]) with ordinality as given (palace, nth)
        cross join lateral (values ('own' || nth), ('everywhere' || nth % 7)) as came (who)`.execute(tx);
    await sql`insert into visit_tap (palace_id, id, at, visitors, recorded_by)
      select palace, md5('tap' || nth)::uuid, ${`${DAY}T03:00:00Z`}, 1 + nth % 100, ${newId()}
      from unnest(${palaces}::uuid[]) with ordinality as given (palace, nth)`.execute(tx);
  });

/** The same worker is let into a session of each palace beside a border, another one's admission there is undone. */
async function visitBesideBorders(): Promise<void> {
  const [worker, undone, reviewer] = await createWorkers(app, 3);
  for (const [nth, at] of BESIDE.entries()) {
    const palaceId = palaces[at] as string;
    const { personId: by } = await createStaff(app, palaceId, ['director']);
    const sessionId = await insertSession(app, {
      palaceId,
      by,
      reviewer: reviewer?.personId ?? '',
      publicBenefit: nth % 2 === 0,
      startsAt: `${DAY}T0${nth}:00:00Z`,
    });
    const visit = { palaceId, sessionId, by, at: `${DAY}T0${nth}:00:00Z` };
    await admit(app, { ...visit, personId: worker?.personId ?? '', memberPrice: nth % 2 === 1 });
    const checkIn = await admit(app, { ...visit, personId: undone?.personId ?? '' });
    await undo(app, palaceId, checkIn, by, `${DAY}T09:00:00Z`);
  }
}

const clear = () =>
  app.deps.db.transact(async (tx) => {
    for (const table of [
      'figure_mark',
      'figure_cell',
      'figure_day',
      'figure_month',
      'figure_sketch',
      'figure_union_sketch',
    ])
      await sql`delete from ${sql.table(table)}`.execute(tx);
  });

/** Who came to palaces under a union, straight from the rows, as the sketch that a single count of all makes. */
async function sketchFromRows(unionId: string): Promise<Buffer> {
  const { rows } = await app.deps.db.pool.query<{ person: string }>(
    `select person_id as person from stamp where palace_id = any ($1::uuid[])
     union select person_id from check_in c where palace_id = any ($1::uuid[])
       and not exists (select from check_in_undo u where u.check_in_id = c.id)`,
    [await palacesUnder(app, unionId)],
  );
  const registers = emptyRegisters();
  for (const { person } of rows) addPerson(registers, person);
  return encodeSketch(registers);
}

/** Unions whose kept sketch of the day is not the one of their rows. */
async function wrongUnions(): Promise<string[]> {
  const { rows } = await app.deps.db.pool.query<{ id: string; kept: Buffer | null }>(
    `select u.id, s.sketch as kept from union_node u left join figure_union_sketch s
       on s.union_id = u.id and s.period = 'day' and s.starts_on = $1 where u.level <> 'city' order by u.path`,
    [DAY],
  );
  assert.equal(rows.length, 4);
  const wrong: string[] = [];
  for (const { id, kept } of rows) if (kept?.equals(await sketchFromRows(id)) !== true) wrong.push(id);
  return wrong;
}

const wrongPalaces = async () =>
  (await figureDrift(app.deps.db.reader, RANGE, app.clock.now())).map((each) => each.palaceId);

/** The nation's page says what the rows say: all together, by province, and of the palaces beside borders. */
async function checkNation(): Promise<void> {
  const figures = await app.call(getUnionFigures, {
    params: { unionId: nation },
    query: { ...RANGE, by: 'day' },
    as: await createOfficer(app, nation),
  });
  assert.equal(figures.asOf, null);
  // Own ones, the seven, and the worker who was at every border: each once.
  assert.equal(figures.total.people, MANY + 7 + 1);
  const beside = figures.palaces.filter((palace) => BESIDE.includes(palaces.indexOf(palace.palaceId)));
  assert.equal(beside.length, BESIDE.length);
  const where = { palaces: await palacesUnder(app, nation), ...RANGE };
  await checkRecounts(app, UNION, { ...figures, palaces: beside }, where);
}

const countedDays = () =>
  onlyRow<number>('select count(*)::int as value from figure_day where day = $1', [DAY]);

test('a day of more palaces than are read at once, rebuilt: every figure is what the rows say', async () => {
  await clear();
  await rebuildFigures(app.deps, RANGE, () => undefined);
  assert.equal(await countedDays(), MANY);
  assert.deepEqual([await wrongPalaces(), await wrongUnions()], [[], []]);
  await checkNation();
});

test('so it is when the day was marked and is rolled up', async () => {
  await clear();
  await app.deps.db.transact((tx) =>
    sql`insert into figure_mark (palace_id, day) select id, ${DAY} from palace`.execute(tx),
  );
  assert.equal(await rollUp(app.deps), MANY);
  assert.equal(await countedDays(), MANY);
  assert.deepEqual([await wrongPalaces(), await wrongUnions()], [[], []]);
  await checkNation();
});

test('control: a palace beside a border that is left out or counted with another slice alone is seen', async () => {
  const left = palaces[PALACES_AT_ONCE] as string;
  await app.deps.db.transact(async (tx) => {
    await sql`delete from figure_day where palace_id = ${left}`.execute(tx);
    await sql`update figure_union_sketch set sketch = ${await sketchFromRows(nation)}
      where union_id = (select union_id from palace where id = ${left}) and period = 'day'`.execute(tx);
    await sql`update figure_union_sketch set sketch =
        (select sketch from figure_sketch where palace_id = ${left} and period = 'day')
      where union_id = ${nation} and period = 'day'`.execute(tx);
  });
  const province = await onlyRow<string>('select union_id as value from palace where id = $1', [left]);
  assert.deepEqual([await wrongPalaces(), await wrongUnions()], [[left], [nation, province]]);
  await assert.rejects(checkNation());
});
