import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cancelSession, changeSession, enrolPerson, listMyBookings } from '@wengong/contract';
import { sql } from 'kysely';
import type { TestApp } from '../../testkit/app.ts';
import { createStaff, createWorker, randomPhone } from '../../testkit/person.ts';
import { sessionForBooking } from '../programme/index.ts';
import { plan } from '../programme/programme.factory.ts';
import { allotmentBody } from './allotments/allotments.factory.ts';
import { closeEntries, createBallot, enter } from './ballot/ballot.factory.ts';
import { drawBallot } from './ballot/draw-ballot.ts';
import { book, createSession, keyOf, type TestSession } from './booking.factory.ts';
import { attempt, change, goesWrong, openRaces, post, workers } from './booking.races.factory.ts';
import { followSessions } from './follow-session.ts';
import { acceptForPerson } from './groups/accept-invitations.ts';
import { createGroup } from './groups/groups.factory.ts';
import { GATE, overtaken } from './overtaken.factory.ts';
import { ensurePools } from './seats/pools.store.ts';

// A server that brings pools into line is overtaken by the host, who calls the session off: the pools stay closed, and
// nobody keeps a place.

const lockPools = (first: string, locking: string) => `
  create or replace function lock_pools(palaces uuid[], pools uuid[]) returns setof pool language plpgsql volatile as $$
  begin
    ${first}
    return query select pool.* from pool where (palace_id, id) in (select * from unnest(palaces, pools))
      order by session_id, depth desc, id ${locking};
  end $$;`;

const app = await openRaces((target) =>
  change(target, GATE + lockPools('perform wait_at_gate();', 'for no key update')),
);

async function callOff(target: TestApp, session: Awaited<ReturnType<typeof createSession>>): Promise<void> {
  const body = { version: session.version, reason: '停电' };
  await target.call(cancelSession, { params: keyOf(session), body, as: session.desk.editor });
}

/** Whether subscribers of booking have events to handle. */
async function pending(target: TestApp, ...subscribers: string[]): Promise<boolean> {
  const { rows } = await sql`select from outbox where subscriber = any (${subscribers})`.execute(
    target.deps.db.reader,
  );
  return rows.length > 0;
}

/** The host calls a session off; its pools are closed, its bookings not yet looked at. */
async function closePools(target: TestApp, session: Awaited<ReturnType<typeof createSession>>) {
  await callOff(target, session);
  const { bus, db, log } = target.deps;
  while (await pending(target, 'booking.share-seats')) await bus.deliver(db, target.deps, log);
}

/** What should not be in a session that was called off. */
async function leftOf(target: TestApp, { sessionId }: TestSession) {
  const { rows } = await sql<{ openPools: number; liveBookings: number }>`select
    (select count(*)::int from pool where session_id = ${sessionId} and not closed) as "openPools",
    (select count(*)::int from booking where session_id = ${sessionId}
      and status in ('held', 'waitlisted', 'confirmed')) as "liveBookings"`.execute(target.deps.db.reader);
  return rows[0];
}

const NOTHING = { openPools: 0, liveBookings: 0 };

/** Two have booked; pools are brought into line with what the session was before it is called off. */
async function followLate(target: TestApp) {
  const session = await createSession(target, { plan: { capacity: 4 } });
  for (const person of await workers(target, 2)) await book(target, session, person);
  await target.settle();
  await overtaken(
    target,
    (late) => late.deps.db.transact((tx) => followSessions(tx, late.deps, [session])),
    () => closePools(target, session),
  );
  return leftOf(target, session);
}

test('pools that follow an older change do not open again what was called off meanwhile', async () => {
  assert.deepEqual(await followLate(app), NOTHING);
});

test('control: without the lock they do, and who booked keeps a place in what does not take place', async () => {
  await goesWrong(
    (target) =>
      change(
        target,
        `${GATE} ${lockPools('', '')}
        create function wait_at_door() returns trigger language plpgsql as
          'begin perform wait_at_gate(); return new; end';
        create trigger wait_at_door before insert on pool for each row execute function wait_at_door()`,
      ),
    async (target) => {
      assert.deepEqual(await followLate(target), { openPools: 1, liveBookings: 2 });
    },
  );
});

test('seats are set apart in a session just called off: refused, and its pools stay closed', async () => {
  const session = await createSession(app, { plan: { capacity: 4 } });
  await book(app, session, await createWorker(app));
  await app.settle();
  const as = await createStaff(app, session.palaceId, ['coordinator']);
  const body = allotmentBody(app, { kind: 'walk_in', seats: 1 });
  let answers: unknown;
  await overtaken(
    app,
    async (late) => {
      const path = `/palaces/${session.palaceId}/sessions/${session.sessionId}/allotments`;
      answers = await attempt([post(late, path, as, body)]);
    },
    () => closePools(app, session),
  );
  assert.deepEqual(answers, { 'session-called-off': 1 });
  assert.deepEqual(await leftOf(app, session), NOTHING);
});

test('a ballot drawn while its session is called off leaves nobody waiting', async () => {
  const session = await createBallot(app, { plan: { capacity: 1 } });
  for (const person of await workers(app, 3)) await enter(app, session, person);
  await app.settle();
  await closeEntries(app);
  app.clock.advance(10);
  let relays: Promise<unknown> = Promise.resolve();
  await overtaken(
    app,
    (late) => drawBallot(late.deps, { palaceId: session.palaceId, ballotId: session.ballot.id }),
    async () => {
      await callOff(app, session);
      // One of them waits for the ballot, which is being drawn.
      relays = Promise.all([app.settle(), app.settle()]);
      while (await pending(app, 'booking.share-seats', 'booking.follow-session'));
    },
  );
  await relays;
  assert.deepEqual(await leftOf(app, session), NOTHING);
});

test('a seat kept for a number is not taken by times that the host has just changed', async () => {
  const group = await createGroup(app, 2);
  const { session } = group;
  const newcomer = await createWorker(app);
  const phone = randomPhone();
  await app.call(enrolPerson, { params: group.params, body: { name: '郑新人', phone }, as: group.officer });
  await change(
    app,
    `update person set phone_hash = '\\x${app.deps.keys.fingerprint(phone).toString('hex')}'
      where id = '${newcomer.personId}'`,
  );
  const startsAt = '2026-11-25T08:00:00Z';
  const accepting = (target: TestApp) => acceptForPerson(target.deps, newcomer.personId);
  await assert.rejects(
    overtaken(app, accepting, async () => {
      const body = { version: session.version, plan: plan(startsAt) };
      await app.call(changeSession, { params: keyOf(session), body, as: session.desk.editor });
      await app.settle();
    }),
    /changed while an invitation was accepted/,
  );
  await accepting(app);
  const { items } = await app.call(listMyBookings, { query: {}, as: newcomer });
  assert.deepEqual(
    items.map((each) => [each.status, Date.parse(each.startsAt)]),
    [['confirmed', Date.parse(startsAt)]],
  );
});

test('seats just reserved for a category are not given twice by who finds its pool missing', async () => {
  const session = await createSession(app, { plan: { capacity: 4 } });
  await change(
    app,
    `insert into session_quota (palace_id, session_id, category, seats)
      values ('${session.palaceId}', '${session.sessionId}', 'sanitation', 3)`,
  );
  await app.deps.db.transact(async (tx) => {
    const read = await sessionForBooking(tx, session.palaceId, session.sessionId);
    await ensurePools(tx, read === null ? [] : [read]);
  });
  const seats = await sql<{ seats: number }>`select sum(capacity)::int as seats from pool
    where session_id = ${session.sessionId}`.execute(app.deps.db.reader);
  assert.equal(seats.rows[0]?.seats, 4);
});
