import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { policyVersions } from '../rules/policy.store.ts';
import { spaceFactOf } from '../spaces/cancel-space.ts';
import { holdCancelledLate, type SpaceBooked } from '../spaces/space-bookings.store.ts';
import { spaceCreditLowered } from './credit.events.ts';
import { appealUntil, graceUntil, pointsOf } from './credit.rules.ts';
import { insertEntries, lockCredit, type NewEntry } from './ledger.store.ts';
import { refreshStandings } from './standings.ts';

/**
 * Enters spaces that were given back late, by the rules each was booked under, as `enterCredit` does bookings of
 * sessions: once each, however often its event comes.
 */
export async function enterSpaceCredit(
  tx: Tx,
  deps: Deps,
  keys: readonly { readonly palaceId: string; readonly bookingId: string }[],
): Promise<void> {
  if (keys.length === 0) return;
  const now = deps.clock.now();
  const bookings = await holdCancelledLate(tx, keys);
  const due = await entriesFor(tx, bookings, now);
  if (due.length === 0) return;
  const people = due.map((entry) => ({ palaceId: entry.palace_id, personId: entry.person_id }));
  await lockCredit(tx, people);
  const entered = await insertEntries(tx, due);
  const standingOf = await refreshStandings(tx, people, now);
  const byId = new Map<string | null, SpaceBooked>(bookings.map((booking) => [booking.id, booking]));
  await deps.bus.emit(
    tx,
    spaceCreditLowered,
    ...entered.flatMap((entry) => {
      const booking = byId.get(entry.space_booking_id);
      if (booking === undefined) return [];
      const { score } = standingOf({ palaceId: entry.palace_id, personId: entry.person_id });
      const until = entry.appeal_until.toISOString();
      return [{ ...spaceFactOf(booking), points: entry.points, score, appealUntil: until }];
    }),
  );
}

async function entriesFor(tx: Tx, bookings: readonly SpaceBooked[], now: Date): Promise<NewEntry[]> {
  const rulesOf = await policyVersions(tx, bookings);
  return bookings.flatMap((booking) => {
    const rules = rulesOf(booking).credit;
    const points = pointsOf('late_cancel', rules);
    const occurredAt = booking.ended_at ?? now;
    const grace = graceUntil(rules, booking.created_at);
    if (points === 0 || (grace !== null && occurredAt <= grace)) return [];
    return [
      {
        palace_id: booking.palace_id,
        person_id: booking.person_id,
        booking_id: null,
        space_booking_id: booking.id,
        kind: 'late_cancel',
        points,
        half_life_days: rules.halfLifeDays,
        occurred_at: occurredAt,
        appeal_until: appealUntil(rules, now),
        created_at: now,
      },
    ];
  });
}
