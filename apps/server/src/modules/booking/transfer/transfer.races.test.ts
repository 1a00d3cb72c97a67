import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cancelMyBooking, getMyBooking, getSeatUse } from '@wengong/contract';
import { sql } from 'kysely';
import type { TestApp } from '../../../testkit/app.ts';
import { createStaff, randomPhone, type TestPerson } from '../../../testkit/person.ts';
import { book, createSession, disorder, keyOf, runJob } from '../booking.factory.ts';
import {
  attempt,
  change,
  goesWrong,
  openRaces,
  pauseInserts,
  post,
  withServers,
  workers,
} from '../booking.races.factory.ts';
import { createHandoverSession, handoverOf, sendTransfer, tokenIn } from './transfer.factory.ts';

// Every guard has its negative control: the same race on a database from which the guard was taken must go wrong.

// Between looking at an invitation and taking its seat: others come in the meantime.
const app = await openRaces((target) => pauseInserts(target, 'person_quota'));
const start = app.clock.now();

/** Takes from a database all that keeps an invitation from being used twice. */
async function unguard(target: TestApp): Promise<void> {
  await pauseInserts(target, 'person_quota');
  await change(
    target,
    `create or replace function lock_invitation(palace uuid, invitation uuid) returns setof seat_invitation
      language sql volatile as
      'select i.* from seat_invitation i where i.palace_id = palace and i.id = invitation';
    drop trigger seat_invitation_edge on seat_invitation;
    drop trigger booking_status_edge on booking;
    alter table booking drop constraint booking_seats_check;
    alter table person_quota drop constraint person_quota_active_check;
    drop index seat_invitation_once; drop index seat_invitation_taken; drop index booking_one_active`,
  );
}

/** Waits until somebody is in the pause between looking and taking. */
async function untilPaused(target: TestApp): Promise<void> {
  for (let paused = 0; paused === 0; ) {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from pg_stat_activity
      where datname = current_database() and wait_event = 'PgSleep'`.execute(target.deps.db.reader);
    paused = rows[0]?.count ?? 0;
  }
}

const accepting = (target: TestApp, token: string, as: TestPerson) =>
  post(target, `/me/invitations/${token}/accept`, as);
const rulesBroken = async (target: TestApp) =>
  new Set(((await disorder(target)) as { rule?: string }[]).map((each) => each.rule));

/** An open invitation of somebody's companion, whose link several people have. */
async function openLink(target: TestApp) {
  const session = await createHandoverSession(
    target,
    { companionRule: 'invited' },
    { activity: { maxCompanions: 3 }, plan: { capacity: 9 } },
  );
  const [booker, ...friends] = (await workers(target, 6)) as [TestPerson, ...TestPerson[]];
  const booked = await book(target, session, booker, 1);
  await target.settle();
  const [sent] = (await handoverOf(target, booked.id, booker)).invitations;
  return { session, booker, friends, bookingId: booked.id, token: sent ? tokenIn(sent) : '' };
}

async function manyAccept(target: TestApp) {
  const { friends, token } = await openLink(target);
  let counts: Record<string, number> = {};
  await withServers(target, 2, async (servers) => {
    counts = await attempt(
      friends.map((friend, index) => accepting(servers[index % 2] as TestApp, token, friend)),
    );
  });
  return counts;
}

test('of five who open the same link, one gets the seat', async () => {
  assert.deepEqual(await manyAccept(app), { done: 1, 'invitation-over': 4 });
});

test('control: without lock and keys the same seat is given to several', async () => {
  await goesWrong(unguard, async (target) => {
    const counts = await manyAccept(target);
    assert.ok((counts.done ?? 0) > 1, JSON.stringify(counts));
    assert.ok((await rulesBroken(target)).size > 0);
  });
});

async function openTransfer(target: TestApp) {
  const session = await createHandoverSession(target, {}, { plan: { capacity: 9 } });
  const [giver, taker] = (await workers(target, 2)) as [TestPerson, TestPerson];
  const booked = await book(target, session, giver);
  const token = tokenIn(await sendTransfer(target, booked.id, giver, taker));
  return { giver, taker, bookingId: booked.id, token };
}

async function acceptWhileCancelling(target: TestApp) {
  const { giver, taker, bookingId, token } = await openTransfer(target);
  let counts: Record<string, number> = {};
  await withServers(target, 2, async ([one, two]) => {
    const accepted = attempt([accepting(one as TestApp, token, taker)]);
    await untilPaused(target);
    const path = cancelMyBooking.path.replace('/api/v1', '').replace(':bookingId', bookingId);
    const cancelled = await attempt([post(two as TestApp, path, giver)]);
    counts = { accepted: (await accepted).done ?? 0, cancelled: cancelled.done ?? 0 };
  });
  return counts;
}

test('accepted or cancelled, never both', async () => {
  assert.deepEqual(await acceptWhileCancelling(app), { accepted: 1, cancelled: 0 });
});

test('control: without the lock a seat is given back and taken over', async () => {
  await goesWrong(unguard, async (target) => {
    assert.deepEqual(await acceptWhileCancelling(target), { accepted: 1, cancelled: 1 });
    assert.ok((await rulesBroken(target)).size > 0);
  });
});

async function acceptWhileExpiring(target: TestApp) {
  const { session, friends, token } = await openLink(target);
  const [friend] = friends as [TestPerson];
  let counts: Record<string, number> = {};
  await withServers(target, 2, async ([one]) => {
    // The sweeper's clock is ahead of the server's that is asked: its time has come there already.
    const ahead = { ...target.deps, clock: { now: () => new Date(start.getTime() + 31 * 60_000) } };
    const sweep = target.modules
      .flatMap((each) => each.jobs ?? [])
      .find((each) => each.name === 'booking.expire-invitations');
    const accepted = attempt([accepting(one as TestApp, token, friend)]);
    await untilPaused(target);
    await sweep?.run({} as never, ahead as never);
    counts = await accepted;
  });
  const director = await createStaff(target, session.palaceId, ['director']);
  const { general } = await target.call(getSeatUse, { params: keyOf(session), as: director });
  return { done: counts.done ?? 0, confirmed: general.confirmed };
}

test('a seat accepted while it expires is taken or given back, never both', async () => {
  const { done, confirmed } = await acceptWhileExpiring(app);
  assert.equal(confirmed, 1 + done);
});

test('control: without the lock a seat is taken and given back as well', async () => {
  await goesWrong(unguard, async (target) => {
    assert.deepEqual(await acceptWhileExpiring(target), { done: 1, confirmed: 1 });
    assert.ok((await rulesBroken(target)).size > 0);
  });
});

async function inviteTwice(target: TestApp) {
  const session = await createSession(target);
  const [giver] = (await workers(target, 1)) as [TestPerson];
  const booked = await book(target, session, giver);
  return attempt(
    Array.from({ length: 4 }, () =>
      post(target, `/me/bookings/${booked.id}/transfer`, giver, { phone: randomPhone(), name: '李' }),
    ),
  );
}

test('of invitations sent at once for one booking, one is open', async () => {
  assert.deepEqual(await inviteTwice(app), { done: 1, 'transfer-pending': 3 });
});

test('control: without the unique index a booking is promised to several', async () => {
  await goesWrong(
    (target) => change(target, 'drop index seat_invitation_one_open'),
    async (target) => {
      assert.deepEqual(await inviteTwice(target), { done: 4 });
      assert.ok((await rulesBroken(target)).has('one-open-invitation'));
    },
  );
});

/** `before`: what happens just before both are accepted. */
async function handOverBeyondLimit(target: TestApp, before = (_giver: TestPerson) => Promise.resolve()) {
  const first = await createHandoverSession(target, { transfersPerMonth: 1 });
  const second = await createSession(target, { desk: first.desk, startsAt: '2026-11-26T06:00:00Z' });
  const [giver, one, two] = (await workers(target, 3)) as [TestPerson, TestPerson, TestPerson];
  const tokens: string[] = [];
  for (const [session, taker] of [[first, one] as const, [second, two] as const]) {
    const booked = await book(target, session, giver);
    tokens.push(tokenIn(await sendTransfer(target, booked.id, giver, taker)));
  }
  await before(giver);
  let counts: Record<string, number> = {};
  await withServers(target, 2, async ([here, there]) => {
    counts = await attempt([
      accepting(here as TestApp, tokens[0] ?? '', one),
      accepting(there as TestApp, tokens[1] ?? '', two),
    ]);
  });
  return counts;
}

test('two transfers accepted at once where one is allowed: one', async () => {
  assert.deepEqual(await handOverBeyondLimit(app), { done: 1, 'invitation-over': 1 });
});

test('control: without the giver’s row to lock, both are accepted', async () => {
  await goesWrong(
    (target) => pauseInserts(target, 'person_engagement'),
    async (target) => {
      const counts = await handOverBeyondLimit(target, ({ personId }) =>
        target.deps.db.transact(async (tx) => {
          await sql`delete from person_quota where person_id = ${personId}`.execute(tx);
        }),
      );
      assert.deepEqual(counts, { done: 2 });
    },
  );
});

test('the job gives an expired seat back once however often it runs', async () => {
  const { booker, bookingId } = await openLink(app);
  app.clock.set(new Date(start.getTime() + 30 * 60_000));
  await Promise.all([runJob(app, 'booking.expire-invitations'), runJob(app, 'booking.expire-invitations')]);
  assert.equal((await app.call(getMyBooking, { params: { bookingId }, as: booker })).seats, 1);
});
