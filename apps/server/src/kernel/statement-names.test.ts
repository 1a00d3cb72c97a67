import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { cloneTemplate } from '../testkit/app.ts';
import { createDatabase, type Database, type Reader, type Tx } from './db.ts';
import { StatementNames } from './statement-names.ts';

let database: Database;
let template: Awaited<ReturnType<typeof cloneTemplate>>;
before(async () => {
  template = await cloneTemplate();
  database = createDatabase({ url: template.url, poolSize: 1 });
  await database.pool.query('create table thing (id int primary key, name text)');
  await database.pool.query("insert into thing values (1, 'one')");
});
after(async () => {
  await database.close();
  await template.drop();
});

const things = async (connection: Reader | Tx) =>
  (await sql<object>`select * from thing where id = ${1}`.execute(connection)).rows[0];
const preparedBy = async (connection: Reader | Tx) =>
  (
    await sql<{ count: number }>`
      select count(*)::int from pg_prepared_statements where statement like '%from thing where%'`.execute(
      connection,
    )
  ).rows[0]?.count;

async function oftenEnough(): Promise<void> {
  for (let times = 0; times < 8; times += 1) {
    await things(database.reader);
    await database.transact(things);
  }
}

test('a statement that comes again and again is prepared, once a connection', async () => {
  await things(database.reader);
  assert.equal(await preparedBy(database.reader), 0);
  await oftenEnough();
  assert.equal(await preparedBy(database.reader), 1);
  assert.equal(await database.transact(preparedBy), 1);
});

test('a migration that changes what a prepared statement gives refuses nobody', async () => {
  await oftenEnough();
  await database.pool.query('alter table thing add column added int default 7');
  assert.deepEqual(await things(database.reader), { id: 1, name: 'one', added: 7 });
  await oftenEnough();
  await database.pool.query('alter table thing add column later int');
  let runs = 0;
  const seen = await database.transact((tx) => {
    runs += 1;
    return things(tx);
  });
  assert.deepEqual(seen, { id: 1, name: 'one', added: 7, later: null });
  assert.equal(runs, 2, 'the first try met the outdated statement');
});

test('a connection that PostgreSQL has ended is replaced by one that prepares anew', async () => {
  await oftenEnough();
  await database.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid()`,
  );
  for (let tries = 0; tries < 50; tries += 1) {
    const seen = await things(database.reader).catch(() => undefined);
    if (seen !== undefined) break;
    assert.ok(tries < 49, 'the database answers again');
  }
  await oftenEnough();
  assert.equal(await preparedBy(database.reader), 1);
});

test('large parameters and rare statements have no name, and names are not without end', () => {
  const names = new StatementNames();
  const often = (text: string, values: readonly unknown[]) =>
    Array.from({ length: 10 }, () => names.nameOf(text, values)).at(-1);
  assert.ok(often('small', [1]));
  assert.equal(names.nameOf('small', ['x'.repeat(5000)]), undefined);
  assert.equal(names.nameOf('small', [Array.from({ length: 200 }, () => 1)]), undefined);
  assert.equal(often('without parameters', []), undefined);
  assert.equal(names.nameOf('rare', [1]), undefined);
  const named = Array.from({ length: 1000 }, (_, index) => often(`text ${index}`, [1])).filter(Boolean);
  assert.ok(named.length < 500, `${named.length} names`);
  assert.notEqual(often('small', [1]), undefined, 'those that have one keep it');
});
