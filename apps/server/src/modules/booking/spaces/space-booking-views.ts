import type { SpaceBooking } from '@wengong/contract';
import type { Reader, Tx } from '../../../kernel/db.ts';
import { palacesByIds } from '../../network/index.ts';
import { spaceNames } from '../../venue/index.ts';
import { cancelEarlyUntil } from '../booking.rules.ts';
import type { PolicyRow } from '../booking.tables.ts';
import { graceUntil, pointsOf } from '../credit/credit.rules.ts';
import { policyVersions } from '../rules/policy.store.ts';
import type { SpaceBooked } from './space-bookings.store.ts';

/** Whether a booked space can still be given back. */
export const canCancelSpace = (booking: SpaceBooked, now: Date): boolean =>
  booking.status === 'confirmed' && now < booking.starts_at;

/** What giving it back now costs of the person's credit, in points. */
function costNow(booking: SpaceBooked, rules: PolicyRow, now: Date): number {
  if (!canCancelSpace(booking, now)) return 0;
  const free = [
    cancelEarlyUntil(rules, { startsAt: booking.starts_at }),
    graceUntil(rules.credit, booking.created_at),
  ];
  return free.some((until) => until !== null && now <= until) ? 0 : pointsOf('late_cancel', rules.credit);
}

/** Space bookings as they are shown, in a fixed number of reads whatever their number. */
export async function spaceViewsOf(
  reader: Reader | Tx,
  bookings: readonly SpaceBooked[],
  now: Date,
): Promise<SpaceBooking[]> {
  const palaces = await palacesByIds(
    reader,
    bookings.map((booking) => booking.palace_id),
  );
  const spaces = await spaceNames(
    reader,
    bookings.map((booking) => ({ palaceId: booking.palace_id, spaceId: booking.space_id })),
  );
  const rulesOf = await policyVersions(reader, bookings);
  return bookings.map((booking) => {
    const palace = palaces.get(booking.palace_id);
    const space = spaces.get(booking.space_id);
    return {
      id: booking.id,
      palaceId: booking.palace_id,
      palaceSlug: palace?.slug ?? '',
      palaceName: palace?.name ?? '',
      palaceNameEn: palace?.name_en ?? '',
      timeZone: palace?.time_zone ?? 'Asia/Shanghai',
      spaceId: booking.space_id,
      spaceName: space?.name ?? '',
      spaceNameEn: space?.nameEn ?? '',
      startsAt: booking.starts_at.toISOString(),
      endsAt: booking.ends_at.toISOString(),
      status: booking.status,
      priceFen: booking.price_fen,
      memberPrice: booking.member_price,
      cancelEarlyUntil: cancelEarlyUntil(rulesOf(booking), { startsAt: booking.starts_at }).toISOString(),
      canCancel: canCancelSpace(booking, now),
      cancelNowPoints: costNow(booking, rulesOf(booking), now),
      bookedAt: booking.created_at.toISOString(),
    };
  });
}
