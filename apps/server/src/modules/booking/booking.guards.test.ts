import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { appealCreditEntry, checkIn, decideCreditAppeal, listMyCredit, undoCheckIn } from '@wengong/contract';
import { createStaff, createWorker } from '../../testkit/person.ts';
import { closeAndDraw, createBallot, enter } from './ballot/ballot.factory.ts';
import { book, createSession } from './booking.factory.ts';
import { brokenBy, workers } from './booking.races.factory.ts';
import { createCreditDesk, missSessions, moveTo } from './credit/credit.factory.ts';
import { createDevice, scanned, sync } from './devices/devices.factory.ts';
import { openBookings } from './open-bookings.factory.ts';
import { createRoomSession, join, roomOf, toOpening } from './waiting-room/waiting-room.factory.ts';

// What must never be written, by whoever: a guard refuses it, and without the guard the checker finds it. Guards against
// what happens at the same moment are in the `.races.test.ts` files.

const app = await openBookings();

before(async () => {
  await callFromRoom();
  await relieveOneOfTwo();
  await admitAndTakeBack();
  const ballot = await createBallot(app, { startsAt: tomorrow().toISOString() });
  for (let entrant = 0; entrant < 3; entrant += 1) await enter(app, ballot, await createWorker(app));
  await closeAndDraw(app);
});

/** Three join a waiting room, which opens and calls them. */
async function callFromRoom(): Promise<void> {
  const session = await createRoomSession(app);
  for (const person of await workers(app, 3)) await join(app, session, person);
  toOpening(app, 5);
  await roomOf(app, session);
}

const tomorrow = () => new Date(app.clock.now().getTime() + 86_400_000);

/** Two at the desk, one of whom is taken back, and one at a door without network. */
async function admitAndTakeBack(): Promise<void> {
  const startsAt = tomorrow();
  const session = await createSession(app, { startsAt: startsAt.toISOString() });
  const { palaceId } = session;
  const bookings = [
    await book(app, session, await createWorker(app)),
    await book(app, session, await createWorker(app)),
    await book(app, session, await createWorker(app)),
  ];
  await moveTo(app, startsAt);
  const as = await createStaff(app, palaceId, ['front_desk']);
  const admitted: string[] = [];
  for (const { tickets } of bookings.slice(0, 2)) {
    const params = { palaceId };
    const answer = await app.call(checkIn, { params, body: { token: tickets[0]?.token ?? '' }, as });
    admitted.push(answer.checkInId ?? '');
  }
  await app.call(undoCheckIn, { params: { palaceId, checkInId: admitted[1] ?? '' }, as });
  const device = await createDevice(app, palaceId);
  await sync(app, device, [scanned(bookings[2]?.tickets[0]?.token ?? '', startsAt)]);
}

/** Of two missed sessions one is appealed against and forgiven. */
async function relieveOneOfTwo(): Promise<void> {
  const here = await createCreditDesk(app);
  const { palaceId } = here.desk;
  const worker = await createWorker(app);
  await missSessions(app, here, worker, 2);
  const { palaces } = await app.call(listMyCredit, { as: worker });
  const entryId = palaces[0]?.entries[0]?.id ?? '';
  const { appeal } = await app.call(appealCreditEntry, {
    params: { palaceId, entryId },
    body: { reason: 'illness' },
    as: worker,
  });
  const as = await createStaff(app, palaceId, ['director']);
  await app.call(decideCreditAppeal, {
    params: { palaceId, appealId: appeal?.id ?? '' },
    body: { accept: true },
    as,
  });
}

/** The rows of `table` once more, with other values in some columns. */
const copyOf = (table: string, changes: string) =>
  `insert into ${table} select (jsonb_populate_record(one, ${changes})).* from ${table} one`;
const newId = `jsonb_build_object('id', gen_random_uuid())`;

interface Guard {
  readonly name: string;
  /** Takes away what stands in front of it. */
  readonly aside?: string;
  readonly remove: string;
  readonly harm: string;
  /** What the guard says. */
  readonly says: RegExp;
  /** The rule that is broken then. */
  readonly finds: string;
}

const guards: readonly Guard[] = [
  {
    name: 'a person has two live bookings of one session',
    remove: 'drop index booking_one_active',
    harm: `update booking mine set person_id = other.person_id from booking other
      where other.session_id = mine.session_id and mine.status = 'confirmed' and other.status = 'checked_in'`,
    says: /booking_one_active/,
    finds: 'one-live-booking',
  },
  {
    name: 'more active bookings are counted than the palace allows',
    remove: 'alter table person_quota drop constraint person_quota_not_exceeded',
    harm: 'update person_quota set active = maximum + 1',
    says: /person_quota_not_exceeded/,
    finds: 'person-count',
  },
  {
    name: 'an admission disappears',
    remove: 'drop trigger check_in_append_only on check_in',
    harm: `delete from check_in c where not exists (select from check_in_undo u where u.check_in_id = c.id)
      and not exists (select from door_entry e where e.check_in_id = c.id)`,
    says: /append-only/,
    finds: 'checked-in-is-admitted',
  },
  {
    name: 'what was taken back at the door counts again',
    remove: 'drop trigger check_in_undo_append_only on check_in_undo',
    harm: 'delete from check_in_undo',
    says: /append-only/,
    finds: 'admitted-is-checked-in',
  },
  {
    name: 'what a door without network told is changed afterwards',
    remove: 'drop trigger door_entry_append_only on door_entry',
    harm: `update door_entry e set check_in_id = c.id from check_in c
      where c.palace_id = e.palace_id and c.ticket_id <> e.ticket_id`,
    says: /append-only/,
    finds: 'door-admission-of-its-ticket',
  },
  {
    name: 'who was called from a waiting room is forgotten',
    remove: 'drop trigger waiting_room_order_fixed on waiting_room',
    harm: 'update waiting_room set called = called - 1',
    says: /the order of the waiting room .* is fixed/,
    finds: 'room-called',
  },
  {
    name: 'people are called from a waiting room that is not open',
    aside: 'drop trigger waiting_room_order_fixed on waiting_room',
    remove: 'alter table waiting_room drop constraint waiting_room_called',
    harm: 'update waiting_room set opened_at = null, early = null, seed = null',
    says: /waiting_room_called/,
    finds: 'room-called-once-open',
  },
  {
    name: 'points of credit are changed afterwards',
    remove: 'drop trigger credit_entry_append_only on credit_entry',
    harm: "update credit_entry set points = points - 1 where kind = 'relief'",
    says: /append-only/,
    finds: 'credit-relief-balances',
  },
  {
    name: 'one entry is appealed against twice',
    remove: 'alter table credit_appeal drop constraint credit_appeal_once',
    harm: copyOf('credit_appeal', newId),
    says: /credit_appeal_once/,
    finds: 'credit-appealed-once',
  },
  {
    name: 'somebody decides their own appeal',
    remove: 'alter table credit_appeal drop constraint credit_appeal_not_own',
    harm: 'update credit_appeal set decided_by = person_id',
    says: /credit_appeal_not_own/,
    finds: 'credit-decided-by-another',
  },
  {
    name: 'a ballot is drawn with a seed that was not committed to',
    aside: 'drop trigger ballot_promises on ballot',
    remove: 'alter table ballot drop constraint ballot_seed_fits',
    harm: "update ballot set seed = sha256('another') where seed is not null",
    says: /ballot_seed_fits/,
    finds: 'ballot-seed',
  },
  {
    name: 'a person is in a ballot twice',
    aside: 'drop trigger ballot_entry_fixed on ballot_entry',
    remove: 'alter table ballot_entry drop constraint ballot_one_entry',
    harm: copyOf('ballot_entry', `${newId} || jsonb_build_object('leaf', sha256(one.leaf))`),
    says: /ballot_one_entry/,
    finds: 'ballot-entered-once',
  },
];

for (const { name, aside, remove, harm, says, finds } of guards) {
  const before = aside === undefined ? [] : [aside];
  test(`refused, and without the guard found: ${name}`, async () => {
    assert.deepEqual(await brokenBy(app, ...before), new Set());
    await assert.rejects(brokenBy(app, ...before, harm), says);
    const found = await brokenBy(app, ...before, remove, harm);
    assert.ok(found.has(finds), `found ${[...found].join()}`);
  });
}

test('the rules that a booking was made under stay as they were', async () => {
  for (const harm of ['update booking_policy set offer_minutes = 1', 'delete from booking_policy']) {
    await assert.rejects(brokenBy(app, harm), /booking_policy|append-only|immutable|never/);
  }
});
