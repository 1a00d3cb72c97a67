import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { verifyBallot } from '@wengong/ballot';
import {
  confirmMyBooking,
  exportMe,
  getBallot,
  getMyBooking,
  listMyBallotEntries,
  listMyMessages,
  readBallotEntries,
  readBallotResult,
} from '@wengong/contract';
import { sql } from 'kysely';
import { createWorker, type TestPerson } from '../../../testkit/person.ts';
import { keyOf, runJob } from '../booking.factory.ts';
import { workers } from '../booking.races.factory.ts';
import { openBookings } from '../open-bookings.factory.ts';
import {
  closeAndDraw,
  closeEntries,
  createBallot,
  deskOf,
  enter,
  type TestBallot,
} from './ballot.factory.ts';

const app = await openBookings();

const mine = async (session: TestBallot, as: TestPerson) => {
  const { me } = await app.call(getBallot, { params: keyOf(session), as });
  assert.ok(me?.entry);
  return me.entry;
};
const resultOf = async (session: TestBallot) =>
  Buffer.from(await app.call(readBallotResult, { params: keyOf(session) }));
const titles = async (as: TestPerson) =>
  (await app.call(listMyMessages, { query: {}, as })).items.map((message) => message.title);

test('fixes and publishes the entries first, and then seed and result, which anyone can verify', async () => {
  const session = await createBallot(app, { plan: { capacity: 3 }, settings: { waitingPlaces: 4 } });
  const people = await workers(app, 12);
  for (const person of people) await enter(app, session, person);
  const receipt = (await mine(session, people[0] as TestPerson)).receipt;
  assert.equal((await app.refused(readBallotEntries, { params: keyOf(session) })).code, 'ballot-not-closed');
  await closeEntries(app);
  const closed = await app.call(getBallot, { params: keyOf(session) });
  assert.deepEqual([closed.state, closed.entries, closed.seed], ['closed', 12, null]);
  const lines = await app.call(readBallotEntries, { params: keyOf(session) });
  assert.equal(createHash('sha256').update(lines).digest('hex'), closed.entrySetHash);
  assert.equal((await app.refused(readBallotResult, { params: keyOf(session) })).status, 404);
  await runJob(app, 'booking.draw-ballots');
  assert.equal((await app.call(getBallot, { params: keyOf(session) })).state, 'closed');
  app.clock.advance(10);
  await runJob(app, 'booking.draw-ballots');
  await app.settle();
  const drawn = await app.call(getBallot, { params: keyOf(session) });
  assert.deepEqual(drawn.figures, { entries: 12, slips: 24, won: 3, waiting: 4, voided: 0 });
  assert.equal(
    createHash('sha256')
      .update(Buffer.from(drawn.seed ?? '', 'hex'))
      .digest('hex'),
    closed.commitment,
  );
  const report = await verifyBallot(await resultOf(session), receipt);
  assert.deepEqual(
    report.checks.filter((check) => !check.ok),
    [],
  );
  assert.deepEqual(report.figures, { entries: 12, won: 3, waiting: 4, voided: 0 });
  await tellsEach(session, people, report.mine?.rank);
});

async function tellsEach(session: TestBallot, people: readonly TestPerson[], firstRank: number | undefined) {
  const entries = await Promise.all(people.map((person) => mine(session, person)));
  assert.equal(entries[0]?.rank, firstRank);
  const byRank = entries.map((entry, index) => ({ entry, as: people[index] as TestPerson }));
  byRank.sort((a, b) => (a.entry.rank ?? 0) - (b.entry.rank ?? 0));
  assert.deepEqual(
    byRank.map(({ entry }) => entry.rank),
    Array.from({ length: 12 }, (_, index) => index + 1),
  );
  assert.deepEqual(
    byRank.map(({ entry }) => entry.outcome),
    [...Array(3).fill('won'), ...Array(4).fill('waiting'), ...Array(5).fill('lost')],
  );
  const [winner, loser] = [byRank[0], byRank[11]];
  assert.ok(winner && loser);
  assert.deepEqual(
    [await titles(winner.as), await titles(loser.as)],
    [['摇号中签，请确认'], ['摇号结果：未中签']],
  );
  for (const [place, { entry, as }] of byRank.slice(3, 7).entries()) {
    const booking = await app.call(getMyBooking, { params: { bookingId: entry.id }, as });
    assert.deepEqual([booking.status, booking.queuePosition], ['waitlisted', place + 1]);
  }
  assert.deepEqual(
    byRank.map(({ entry }) => entry.queuePosition),
    [null, null, null, 1, 2, 3, 4, null, null, null, null, null],
  );
  const confirmed = await app.call(confirmMyBooking, {
    params: { bookingId: winner.entry.id },
    as: winner.as,
  });
  assert.deepEqual([confirmed.status, confirmed.tickets.length], ['confirmed', 1]);
  const { items } = await app.call(listMyBallotEntries, { query: {}, as: winner.as });
  assert.deepEqual([items.length, items[0]?.occasion.state], [1, 'drawn']);
  // Nobody takes the second place in time: it passes on in the drawn order.
  app.clock.advance(1440);
  await runJob(app, 'booking.expire-offers');
  const offered = byRank[3];
  assert.ok(offered);
  const booking = await app.call(getMyBooking, { params: { bookingId: offered.entry.id }, as: offered.as });
  assert.equal(booking.status, 'held');
}

test('gives reserved places to those of the category first, who may win the others as well', async () => {
  const session = await createBallot(app, {
    plan: { capacity: 4, quotas: [{ category: 'sanitation', seats: 2 }] },
    settings: { waitingPlaces: 20 },
  });
  const sanitation = await Promise.all(
    Array.from({ length: 3 }, () => createWorker(app, { categories: ['sanitation'] })),
  );
  const others = await workers(app, 6);
  for (const person of [...sanitation, ...others]) await enter(app, session, person);
  assert.deepEqual((await deskOf(app, session)).places, { general: 2, reserved: 2 });
  await closeAndDraw(app);
  const won = async (people: readonly TestPerson[]) =>
    (await Promise.all(people.map((person) => mine(session, person)))).filter(
      (entry) => entry.outcome === 'won',
    ).length;
  const ofCategory = await won(sanitation);
  assert.ok(ofCategory >= 2);
  assert.equal(ofCategory + (await won(others)), 4);
  const report = await verifyBallot(await resultOf(session));
  assert.equal(report.ok, true);
  assert.ok(!(await resultOf(session)).toString().includes('sanitation'));
});

test('judges again who may take part: at the closing, and of those it draws', async () => {
  const session = await createBallot(app, { activity: { openTo: 'members' }, plan: { capacity: 1 } });
  const [early, late] = [
    await createWorker(app, { member: true }),
    await createWorker(app, { member: true }),
  ];
  const gone = await createWorker(app, { member: true });
  for (const person of [early, late, gone]) await enter(app, session, person);
  const end = (person: TestPerson) =>
    app.deps.db.transact((tx) =>
      sql`delete from membership where person_id = ${person.personId}`.execute(tx),
    );
  await end(early);
  await closeEntries(app);
  assert.equal((await deskOf(app, session)).entries, 2);
  assert.deepEqual(
    [(await mine(session, early)).outcome, (await mine(session, early)).voidReason],
    ['void', 'membership-ended'],
  );
  await end(late);
  app.clock.advance(10);
  await runJob(app, 'booking.draw-ballots');
  await app.settle();
  assert.equal((await mine(session, late)).outcome, 'void');
  assert.equal((await mine(session, gone)).outcome, 'won');
  const report = await verifyBallot(await resultOf(session));
  assert.deepEqual([report.ok, report.figures], [true, { entries: 2, won: 1, waiting: 0, voided: 1 }]);
  assert.deepEqual(await titles(late), ['摇号报名未生效']);
});

test('passes over who has closed their account, and tells nobody who they were', async () => {
  const session = await createBallot(app, { plan: { capacity: 1 }, activity: { maxCompanions: 1 } });
  const worker = await createWorker(app);
  await enter(app, session, worker, 1);
  const exported = JSON.stringify(await app.call(exportMe, { as: worker }));
  assert.ok(exported.includes('"firstTimer":true'));
  await closeEntries(app);
  const { rows } = await app.deps.db.transact(async (tx) => {
    await Promise.all(
      app.deps.personalData.map((each) => each.erasePerson(tx, worker.personId, app.clock.now())),
    );
    return sql<{ companions: string[]; status: string }>`
        select companions, status from ballot_entry where person_id = ${worker.personId}`.execute(tx);
  });
  assert.deepEqual(rows, [{ companions: [], status: 'void' }]);
  app.clock.advance(10);
  await runJob(app, 'booking.draw-ballots');
  const report = await verifyBallot(await resultOf(session));
  assert.deepEqual([report.ok, report.figures?.voided, report.figures?.won], [true, 1, 0]);
});

test('of nobody at all is a result as well', async () => {
  const session = await createBallot(app);
  await closeAndDraw(app);
  assert.deepEqual((await deskOf(app, session)).figures, {
    entries: 0,
    slips: 0,
    won: 0,
    waiting: 0,
    voided: 0,
  });
  assert.equal((await verifyBallot(await resultOf(session))).ok, true);
});
