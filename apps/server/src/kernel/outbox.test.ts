import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { cloneTemplate } from '../testkit/app.ts';
import { HeldClock } from './clock.ts';
import { createDatabase, type Database, type Tx } from './db.ts';
import { createLog } from './log.ts';
import { Bus, defineEvent, on } from './outbox.ts';

const happened = defineEvent<{ n: number }>('test.happened');
const log = createLog({ logLevel: 'silent' });
const clock = new HeldClock(new Date('2026-11-23T04:00:00Z'));

let database: Database;
let template: Awaited<ReturnType<typeof cloneTemplate>>;
before(async () => {
  template = await cloneTemplate();
  database = createDatabase({ url: template.url, poolSize: 8 });
});
after(async () => {
  await database.close();
  await template.drop();
});

const waiting = async () =>
  (await sql<{ n: number }>`select count(*)::int as n from outbox`.execute(database.reader)).rows[0]?.n;

test('an event is handled once, in batches, after its cause was committed', async () => {
  const seen: number[] = [];
  const bus = new Bus(clock, [
    on(happened, 'test.sees', async (payloads) => void seen.push(...payloads.map((each) => each.n))),
  ]);
  await database.transact(async (tx) => {
    await bus.emit(tx, happened, { n: 1 }, { n: 2 });
    await bus.deliver(database, {}, log);
    assert.deepEqual(seen, [], 'not before the commit');
  });
  await Promise.all([bus.deliver(database, {}, log), bus.deliver(database, {}, log)]);
  assert.deepEqual(seen, [1, 2]);
  assert.equal(await waiting(), 0);
});

test('an event whose cause is rolled back never happened', async () => {
  const seen: number[] = [];
  const bus = new Bus(clock, [
    on(happened, 'test.sees', async (payloads) => void seen.push(payloads.length)),
  ]);
  const doomed = database.transact(async (tx) => {
    await bus.emit(tx, happened, { n: 3 });
    throw new Error('changed my mind');
  });
  await assert.rejects(doomed);
  await bus.deliver(database, {}, log);
  assert.deepEqual(seen, []);
});

test('one failing event is put off and does not hold up the others of its batch', async () => {
  const seen: number[] = [];
  const bus = new Bus(clock, [
    on(happened, 'test.picky', async (payloads) => {
      if (payloads.some((each) => each.n === 13)) throw new Error('not 13');
      seen.push(...payloads.map((each) => each.n));
    }),
  ]);
  await database.transact((tx) => bus.emit(tx, happened, { n: 12 }, { n: 13 }, { n: 14 }));
  await bus.deliver(database, {}, log);
  assert.deepEqual(seen, [12, 14]);
  assert.equal(await waiting(), 1);
  assert.equal(await bus.deliver(database, {}, log), 0, 'not due yet');
  clock.advance(1);
  assert.equal(await bus.deliver(database, {}, log), 1, 'tried again when due');
});

test('relays that handle the events of several subscribers at once do not meet in a deadlock', async () => {
  const lock =
    (key: number) =>
    async (_: readonly object[], { tx }: { tx: Tx }) => {
      await sql`select pg_advisory_xact_lock(${key}), pg_sleep(0.05)`.execute(tx);
    };
  const also = defineEvent<{ n: number }>('test.also');
  const before = await waiting();
  const bus = new Bus(clock, [
    on(happened, 'test.first', lock(1)),
    on(happened, 'test.second', lock(2)),
    on(also, 'test.second', lock(2)),
    on(also, 'test.first', lock(1)),
  ]);
  await database.transact(async (tx) => {
    // So many that a relay which took whatever is due would have both subscribers in one transaction.
    const many = Array.from({ length: 250 }, (_, n) => ({ n }));
    await bus.emit(tx, happened, ...many);
    await bus.emit(tx, also, ...many);
  });
  const empty = async () => {
    while ((await bus.deliver(database, {}, log)) > 0);
  };
  await Promise.all([empty(), empty(), empty()]);
  assert.equal(await waiting(), before, 'none was put off');
});
