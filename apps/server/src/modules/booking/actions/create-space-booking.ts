import { createSpaceBooking } from '@wengong/contract';
import type { Tx } from '../../../kernel/db.ts';
import { Problem } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { handle } from '../../../kernel/module.ts';
import { allocate, lockClosures, type SpaceForBooking, spaceForBooking } from '../../venue/index.ts';
import { spaceBooked } from '../booking.events.ts';
import { ensurePolicies, policyInForce } from '../rules/policy.store.ts';
import { commitPerson } from '../seats/engagement.store.ts';
import { spaceViewsOf } from '../spaces/space-booking-views.ts';
import { insertSpaceBooking, type SpaceBooked } from '../spaces/space-bookings.store.ts';

/** How far ahead a space can be booked, days. */
const HORIZON_DAYS = 30;

/** People before places, as in claiming: the person's limit and engagement, then venue's exclusion decides. */
export const createSpaceBookingAction = handle(
  createSpaceBooking,
  async ({ params, body, actor, tx, deps, now }) => {
    const startsAt = new Date(body.startsAt);
    if (startsAt.getTime() > now.getTime() + HORIZON_DAYS * 86_400_000) {
      throw new Problem('slot-too-far', { days: HORIZON_DAYS });
    }
    const { space, endsAt } = await slotsFrom(tx, { ...params, startsAt, slots: body.slots, now });
    await ensurePolicies(tx, [params.palaceId], now);
    const policy = await policyInForce(tx, params.palaceId, now);
    const booking: SpaceBooked = {
      palace_id: params.palaceId,
      id: newId(),
      space_id: params.spaceId,
      person_id: actor.personId,
      starts_at: startsAt,
      ends_at: endsAt,
      status: 'confirmed',
      policy_version: policy.version,
      price_fen: body.slots * (actor.member ? space.memberPriceFen : space.priceFen),
      member_price: actor.member,
      created_at: now,
      ended_at: null,
      cancel_reason: null,
    };
    const obstacle = await commitPerson(
      tx,
      {
        palaceId: booking.palace_id,
        personId: booking.person_id,
        bookingId: booking.id,
        startsAt,
        endsAt,
        engages: true,
        maximum: policy.max_active_per_person,
      },
      now,
    );
    if (obstacle !== null) throw new Problem(obstacle);
    await insertSpaceBooking(tx, booking);
    await allocate(tx, {
      palaceId: params.palaceId,
      spaceId: params.spaceId,
      during: { startsAt, endsAt },
      holder: { kind: 'space_booking', id: booking.id },
    });
    await deps.bus.emit(tx, spaceBooked, {
      palaceId: booking.palace_id,
      spaceId: booking.space_id,
      bookingId: booking.id,
      personId: booking.person_id,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
    });
    const [view] = await spaceViewsOf(tx, [booking], now);
    if (view === undefined) throw new Problem('not-found');
    return view;
  },
);

/**
 * The space, and the end of `slots` free slots in a row from `startsAt`. Closures and hours are judged here; two
 * takers of one slot by `allocate`.
 */
async function slotsFrom(
  tx: Tx,
  wanted: { palaceId: string; spaceId: string; startsAt: Date; slots: number; now: Date },
): Promise<{ space: SpaceForBooking; endsAt: Date }> {
  await lockClosures(tx, wanted.palaceId, 'read');
  let at = wanted.startsAt;
  let space: SpaceForBooking | null = null;
  for (let count = 0; count < wanted.slots; count += 1) {
    space = await spaceForBooking(tx, { ...wanted, startsAt: at });
    if (space === null) throw new Problem('not-found');
    if (!space.bookable) throw new Problem('space-not-bookable');
    if (space.slot === null || space.slot.startsAt <= wanted.now) throw new Problem('slot-not-offered');
    if (!space.slot.free) throw new Problem('slot-not-free');
    at = space.slot.endsAt;
  }
  if (space === null) throw new Problem('slot-not-offered');
  return { space, endsAt: at };
}
