import type { Keys } from '../kernel/crypto.ts';
import { DAY, HOUR, later } from './calendar.ts';
import { demoPhone } from './people.ts';
import type { Row, Rows } from './rows.ts';
import { Seed } from './seed.ts';

/** The enterprise union that fills the seats it was given, and its officer's account. */
export const YARD = 'cn.js.nt.cc.rg.yard';

interface Yard {
  readonly rows: Rows;
  readonly keys: Keys;
  readonly now: Date;
  readonly palaceId: string;
  readonly unionId: string;
  readonly officer: string;
  /** Enrolled with the others, so that a worker's side can be seen. */
  readonly worker: string;
}

/** Seats given to the union, those of a workshop's block among them, and how many of that the block has named. */
const SEATS = 12;
const BLOCK = 6;
const NAMED = 3;
const INVITED = [
  { name: '马新来', number: 8801 },
  { name: '秦学徒', number: 8802 },
];

const count = (row: Row, column: string) => Number(row[column]);

/**
 * Gives seats of a session to come to the shipyard's union: some of its people are enrolled, a workshop's block is
 * half named, and seats are kept for two who have no account. They are people who have booked anyhow, so that
 * nothing else changes. Nothing where no session has so many seats free.
 */
export function giveAllotment(yard: Yard): void {
  const pool = poolWithRoom(yard);
  if (pool === undefined) return;
  const { rows, now, unionId, officer } = yard;
  const seed = new Seed('allotments');
  const people = enrollable(yard, pool).slice(0, NAMED + 3);
  const starts = pool.starts_at as Date;
  const returnsAt = later(starts, -12 * HOUR);
  const nameBy = later(returnsAt, -6 * HOUR);
  const made = later(now, -2 * DAY);
  const block = people.slice(0, NAMED);
  const others = people.slice(NAMED);
  const [union, workshop] = [seed.id(made), seed.id(made)];
  const all = SEATS + people.length;
  rows.change(pool, {
    capacity: count(pool, 'capacity') - all,
    confirmed: count(pool, 'confirmed') - people.length,
  });
  const common = {
    ...pool,
    category: null,
    union_id: unionId,
    excess: 0,
    created_by: officer,
    returned_at: null,
  };
  const token = `union:${unionId}`;
  rows.add('pool', {
    ...common,
    id: union,
    kind: 'union',
    parent_id: null,
    depth: 1,
    label: '',
    seats: all,
    demands: [token],
    demands_until: [returnsAt],
    returns_at: returnsAt,
    capacity: all - BLOCK,
    held: 0,
    confirmed: others.length,
  });
  rows.add('pool', {
    ...common,
    id: workshop,
    kind: 'block',
    parent_id: union,
    depth: 2,
    label: '船体车间青年班组',
    seats: BLOCK,
    demands: [token, `block:${workshop}`],
    demands_until: [returnsAt, nameBy],
    returns_at: nameBy,
    capacity: BLOCK,
    held: INVITED.length,
    confirmed: block.length,
  });
  for (const [at, booking] of people.entries()) {
    enrol(yard, seed, booking, {
      poolId: at < NAMED ? workshop : union,
      at: made,
      until: at < NAMED ? nameBy : returnsAt,
    });
  }
  for (const each of INVITED)
    invite(yard, seed, pool, { ...each, poolId: workshop, at: made, until: nameBy });
}

/** Everybody's seats of a session to come with room enough, best one that the worker has booked. */
export function poolWithRoom({
  rows,
  now,
  palaceId,
  worker,
}: Pick<Yard, 'rows' | 'now' | 'palaceId' | 'worker'>): Row | undefined {
  const first = later(now, 2 * DAY);
  const plain = new Set(
    rows
      .of('session')
      .filter((session) => (session.release ?? 'first_come') === 'first_come')
      .map((session) => session.id),
  );
  for (const seat of rows.of('booking_seat')) plain.delete(seat.session_id);
  for (const booking of rows.of('booking')) {
    if (booking.status === 'waitlisted' || booking.status === 'held') plain.delete(booking.session_id);
  }
  const fitting = rows.of('pool').filter((pool) => {
    const free = count(pool, 'capacity') - count(pool, 'held') - count(pool, 'confirmed');
    const [starts, ends] = [pool.starts_at as Date, pool.ends_at as Date];
    const short = ends.getTime() - starts.getTime() < DAY / 2;
    return (
      pool.palace_id === palaceId &&
      pool.category === null &&
      plain.has(pool.session_id) &&
      starts > first &&
      short &&
      free >= SEATS &&
      pool.closed === false
    );
  });
  const mine = new Set(
    rows
      .of('booking')
      .filter((booking) => booking.person_id === worker && booking.status === 'confirmed')
      .map((booking) => booking.session_id),
  );
  const byTime = fitting.toSorted(
    (a, b) => (a.starts_at as Date).getTime() - (b.starts_at as Date).getTime(),
  );
  return byTime.find((pool) => mine.has(pool.session_id)) ?? byTime[0];
}

/** Confirmed bookings of one seat from the pool, the worker's first. */
export const enrollable = ({ rows, worker }: Pick<Yard, 'rows' | 'worker'>, pool: Row): Row[] =>
  rows
    .of('booking')
    .filter((each) => each.pool_id === pool.id && each.status === 'confirmed' && each.seats === 1)
    .toSorted((a, b) => Number(b.person_id === worker) - Number(a.person_id === worker));

interface Into {
  readonly poolId: string;
  readonly at: Date;
  readonly until: Date;
}

const seatOf = (yard: Yard, seed: Seed, of: Row, { poolId, at, until }: Into) => ({
  palace_id: of.palace_id,
  id: seed.id(at),
  session_id: of.session_id,
  pool_id: poolId,
  union_id: yard.unionId,
  staff_number: `C${String(1000 + seed.int(9000))}`,
  enrolled_by: yard.officer,
  enrolled_at: at,
  expires_at: until,
  ended_at: null,
});

function enrol(yard: Yard, seed: Seed, booking: Row, into: Into): void {
  const { rows, keys, officer } = yard;
  const person = rows.of('person').find((each) => each.id === booking.person_id);
  rows.change(booking, { pool_id: into.poolId, eligible_pools: [into.poolId], booked_by: officer });
  rows.add('group_seat', {
    ...seatOf(yard, seed, booking, into),
    name_cipher: keys.seal(String(person?.display_name ?? '')),
    phone_hash: null,
    phone_cipher: null,
    person_id: booking.person_id,
    booking_id: booking.id,
    status: 'booked',
  });
}

function invite(
  yard: Yard,
  seed: Seed,
  pool: Row,
  whom: Into & { readonly name: string; readonly number: number },
): void {
  const { rows, keys } = yard;
  const phone = `+86${demoPhone(whom.number)}`;
  rows.add('group_seat', {
    ...seatOf(yard, seed, pool, whom),
    name_cipher: keys.seal(whom.name),
    phone_hash: keys.fingerprint(phone),
    phone_cipher: keys.seal(phone),
    person_id: null,
    booking_id: null,
    status: 'invited',
  });
}
