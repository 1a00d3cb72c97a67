import type { CreditEntryKind } from '@wengong/contract';
import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { factOf } from '../booking.present.ts';
import type { Booking } from '../bookings.store.ts';
import { policyVersions } from '../rules/policy.store.ts';
import { creditLowered } from './credit.events.ts';
import { appealUntil, graceUntil, pointsOf } from './credit.rules.ts';
import { holdInStatus, insertEntries, lockCredit, type NewEntry } from './ledger.store.ts';
import { refreshStandings } from './standings.ts';

interface BookingKey {
  readonly palaceId: string;
  readonly bookingId: string;
}

/** The state in which a booking is entered under a kind, and stays so while it is entered. */
const statusOf = { no_show: 'no_show', late_cancel: 'cancelled_late' } as const;

/**
 * Enters bookings that were missed or cancelled late, by the rules each was made under. Events may come twice, and
 * after the booking has been put right: of each booking a kind is entered once, and only while it is in that state.
 */
export async function enterCredit(
  tx: Tx,
  deps: Deps,
  kind: CreditEntryKind,
  keys: readonly BookingKey[],
): Promise<void> {
  if (keys.length === 0) return;
  const now = deps.clock.now();
  const bookings = await holdInStatus(tx, keys, statusOf[kind]);
  const due = await entriesFor(tx, kind, bookings, now);
  if (due.length === 0) return;
  const people = due.map((entry) => ({ palaceId: entry.palace_id, personId: entry.person_id }));
  await lockCredit(tx, people);
  const entered = await insertEntries(tx, due);
  const standingOf = await refreshStandings(tx, people, now);
  const byId = new Map<string | null, Booking>(bookings.map((booking) => [booking.id, booking]));
  await deps.bus.emit(
    tx,
    creditLowered,
    ...entered.flatMap((entry) => {
      const booking = byId.get(entry.booking_id);
      if (booking === undefined) return [];
      const { score, grade } = standingOf({ palaceId: entry.palace_id, personId: entry.person_id });
      const until = entry.appeal_until.toISOString();
      return [{ ...factOf(booking), kind, points: entry.points, score, grade, appealUntil: until }];
    }),
  );
}

async function entriesFor(
  tx: Tx,
  kind: CreditEntryKind,
  bookings: readonly Booking[],
  now: Date,
): Promise<NewEntry[]> {
  const rulesOf = await policyVersions(tx, bookings);
  return bookings.flatMap((booking) => {
    const rules = rulesOf(booking).credit;
    const points = pointsOf(kind, rules);
    const occurredAt = kind === 'no_show' ? booking.starts_at : (booking.ended_at ?? now);
    const grace = kind === 'late_cancel' ? graceUntil(rules, booking.confirmed_at) : null;
    if (points === 0 || (grace !== null && occurredAt <= grace)) return [];
    return [
      {
        palace_id: booking.palace_id,
        person_id: booking.person_id,
        booking_id: booking.id,
        space_booking_id: null,
        kind,
        points,
        half_life_days: rules.halfLifeDays,
        occurred_at: occurredAt,
        appeal_until: appealUntil(rules, now),
        created_at: now,
      },
    ];
  });
}
