import { minutesOf } from '../kernel/zone.ts';
import { DAY, type DemoCalendar, later, MINUTE, type Occupancy } from './calendar.ts';
import type { Worker } from './people.ts';
import type { Palace, Space } from './places.ts';
import { type Policy, policyAt } from './policies.ts';
import type { Quotas } from './quotas.ts';
import { type Rows, range } from './rows.ts';
import { Seed } from './seed.ts';

interface Context {
  readonly calendar: DemoCalendar;
  readonly rows: Rows;
  /** Rooms and people. */
  readonly occupied: Occupancy;
  readonly busy: Occupancy;
  readonly quotas: Quotas;
}

/** How far ahead courts and rooms are booked, in days. */
const AHEAD = 9;
const CANCELLED = 0.12;

/** Writes bookings of courts and rooms by slot: one or two a day in each palace. */
export function makeSpaceBookings(
  context: Context,
  palace: Palace,
  locals: readonly Worker[],
  policies: readonly Policy[],
  mine: Worker,
): void {
  const seed = new Seed(`spaces ${palace.content.slug}`);
  const spaces = [...palace.spaces.values()].filter((space) => space.content.slots !== undefined);
  if (spaces.length === 0) return;
  const wish = { palace, policies, seed };
  const court = palace.spaces.get('court-1');
  if (mine.slug === palace.content.slug && court !== undefined) {
    const evening = [2, 3, 4, 5].find((offset) =>
      book(context, { ...wish, space: court, worker: mine, offset, nth: 11, keep: true }),
    );
    if (evening === undefined) throw new Error('demonstration: no evening left on court 1');
  }
  for (let offset = context.calendar.firstDay; offset <= AHEAD; offset += 1) {
    for (let tries = seed.int(4); tries > 0; tries -= 1) {
      const space = seed.pick(spaces);
      book(context, { ...wish, space, worker: seed.pick(locals), offset, nth: seed.int(12), keep: false });
    }
  }
}

/** Books the `nth` slot of a day if it exists and room and person are free. Says whether it did. */
function book(
  { calendar, rows, occupied, busy, quotas }: Context,
  wish: {
    palace: Palace;
    policies: readonly Policy[];
    seed: Seed;
    space: Space;
    worker: Worker;
    offset: number;
    nth: number;
    keep: boolean;
  },
): boolean {
  const { palace, seed, space, worker } = wish;
  const { content } = space;
  if (content.slots === undefined) return false;
  const { minutes, price, memberPrice } = content.slots;
  const startsAt = later(calendar.at(wish.offset, palace.content.hours.opens), wish.nth * minutes * MINUTE);
  const endsAt = later(startsAt, minutes * MINUTE);
  const open = minutesOf(palace.content.hours.closes) - minutesOf(palace.content.hours.opens);
  if ((wish.nth + 1) * minutes > open) return false;
  if (!occupied.isFree(space.units, startsAt, endsAt) || !busy.isFree([worker.id], startsAt, endsAt))
    return false;
  const createdAt = later(startsAt < calendar.now ? startsAt : calendar.now, -seed.between(0.3, 5) * DAY);
  const cancelled = !wish.keep && seed.chance(CANCELLED);
  const over = endsAt <= calendar.now;
  const id = seed.id(createdAt);
  const cancelledAt = new Date(
    createdAt.getTime() + (Math.min(startsAt.getTime(), calendar.now.getTime()) - createdAt.getTime()) / 3,
  );
  rows.add('space_booking', {
    palace_id: palace.id,
    id,
    space_id: space.id,
    person_id: worker.id,
    during: range(startsAt, endsAt),
    status: cancelled ? 'cancelled_early' : over ? 'completed' : 'confirmed',
    policy_version: policyAt(wish.policies, createdAt).version,
    price_fen: worker.member ? memberPrice : price,
    member_price: worker.member,
    created_at: createdAt,
    ended_at: cancelled ? cancelledAt : over ? endsAt : null,
    cancel_reason: null,
  });
  for (const unit of space.units) {
    rows.add('allocation', {
      palace_id: palace.id,
      id: seed.id(createdAt),
      resource_id: unit,
      during: range(startsAt, endsAt),
      holder_kind: 'space_booking',
      holder_id: id,
      active: !cancelled,
    });
  }
  if (cancelled) return true;
  occupied.take(space.units, startsAt, endsAt);
  busy.take([worker.id], startsAt, endsAt);
  if (over) return true;
  quotas.add(palace.id, worker.id);
  rows.add('person_engagement', {
    person_id: worker.id,
    booking_id: id,
    palace_id: palace.id,
    during: range(startsAt, endsAt),
    active: true,
  });
  return true;
}
