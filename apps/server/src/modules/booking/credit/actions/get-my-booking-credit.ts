import { getMyBookingCredit } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { canCancel, cancellationOf } from '../../booking.rules.ts';
import type { PolicyRow } from '../../booking.tables.ts';
import { type Booking, bookingOfPerson } from '../../bookings.store.ts';
import { policyVersions } from '../../rules/policy.store.ts';
import { askOf } from '../attendance-ask.store.ts';
import { graceUntil, pointsOf, standingAt } from '../credit.rules.ts';
import { entriesOf } from '../ledger.store.ts';
import { presentEntries, presentStanding } from '../my-credit.ts';
import { standingsOf } from '../standings.ts';

export const getMyBookingCreditAction = handle(getMyBookingCredit, async ({ params, actor, reader, now }) => {
  const booking = await bookingOfPerson(reader, actor.personId, params.bookingId);
  if (booking === undefined) throw new Problem('not-found');
  const rules = (await policyVersions(reader, [booking]))(booking);
  const me = { palaceId: booking.palace_id, personId: actor.personId };
  const { standing, debits, policy } = (await standingsOf(reader, [me], now))(me);
  const cost = costOfCancelling(booking, rules, now);
  const added = { points: cost.points, halfLifeDays: rules.credit.halfLifeDays, occurredAt: now };
  const after = cost.points === 0 ? standing : standingAt([...debits, added], policy.credit, now);
  const entries = await entriesOf(reader, actor.personId, { bookingId: booking.id }, 1);
  const [entry] = await presentEntries(reader, entries, now);
  const ask = await askOf(reader, booking);
  return {
    enabled: rules.credit.enabled,
    noShowPoints: pointsOf('no_show', rules.credit),
    lateCancelPoints: pointsOf('late_cancel', rules.credit),
    cancelNowPoints: cost.points,
    graceUntil: cost.graceUntil?.toISOString() ?? null,
    standing: presentStanding(standing),
    afterCancelling: presentStanding(after),
    attendance:
      ask === undefined
        ? null
        : { askedAt: ask.asked_at.toISOString(), confirmedAt: ask.confirmed_at?.toISOString() ?? null },
    entry: entry?.entry ?? null,
  };
});

/** Points that cancelling now would cost, and until when it costs none although it is late. */
function costOfCancelling(
  booking: Booking,
  policy: PolicyRow,
  now: Date,
): { points: number; graceUntil: Date | null } {
  const period = { startsAt: booking.starts_at, endsAt: booking.ends_at, status: booking.status };
  const late = canCancel(period, now) && cancellationOf(period, policy, now) === 'cancelled_late';
  const points = pointsOf('late_cancel', policy.credit);
  if (!late || points === 0) return { points: 0, graceUntil: null };
  const grace = graceUntil(policy.credit, booking.confirmed_at);
  if (grace !== null && now <= grace) return { points: 0, graceUntil: grace };
  return { points, graceUntil: null };
}
