import { getInvitation } from '@wengong/contract';
import type { Actor } from '../../../../kernel/actor.ts';
import type { Reader } from '../../../../kernel/db.ts';
import { type ErrorCode, Problem, problemDocument } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { sessionForBooking } from '../../../programme/index.ts';
import { termsOf } from '../../book-session.ts';
import { isDropIn, priceOf } from '../../booking.rules.ts';
import { activeBookingOf, type Booking, bookingById } from '../../bookings.store.ts';
import { policyInForce } from '../../rules/policy.store.ts';
import { engagementsAt, isAtLimit } from '../../seats/engagement.store.ts';
import { isOpenTo, tokensOf } from '../../seats/seats.rules.ts';
import { poolOfBooking } from '../hand-over.store.ts';
import { takerObstacle } from '../hand-over.ts';
import { keyOfToken, receivedOf, strangerTo } from '../invitations.ts';
import { type Invitation, invitationById } from '../transfer.store.ts';

export const getInvitationAction = handle(getInvitation, async ({ params, actor, reader, deps, now }) => {
  const invitation = await invitationById(reader, keyOfToken(deps.keys, params.token));
  if (invitation === undefined) throw new Problem('not-found');
  const [shown] = await receivedOf(reader, deps.keys, [invitation], now);
  const booking = await bookingById(reader, invitation.palace_id, invitation.booking_id);
  if (shown === undefined || booking === undefined) throw new Problem('not-found');
  return { ...shown, me: actor && (await optionsOf(reader, { actor, invitation, booking }, now)) };
});

type Situation = { readonly actor: Actor; readonly invitation: Invitation; readonly booking: Booking };

async function optionsOf(reader: Reader, one: Situation, now: Date) {
  const { actor, invitation, booking } = one;
  const session = await sessionForBooking(reader, booking.palace_id, booking.session_id);
  if (session === null) throw new Problem('not-found');
  const code = await obstacleFor(reader, one, now);
  const companions = invitation.kind === 'transfer' ? booking.seats - 1 : 0;
  return {
    isInviter: invitation.inviter_id === actor.personId,
    priceFen: priceOf(termsOf(session), actor, companions).total,
    bookingId: invitation.accepted_by === actor.personId ? invitation.taken_booking_id : null,
    message: code && sentence(code, 'zh'),
    messageEn: code && sentence(code, 'en'),
  };
}

/** Advice before accepting; the database judges. */
async function obstacleFor(reader: Reader, one: Situation, now: Date): Promise<ErrorCode | null> {
  const { actor, invitation, booking } = one;
  const stranger = await strangerTo(reader, invitation, actor.personId);
  if (stranger !== null) return stranger;
  if (invitation.status !== 'open') return null;
  const session = await sessionForBooking(reader, booking.palace_id, booking.session_id);
  if (session === null) return 'not-found';
  const obstacle = takerObstacle(session, actor, now);
  if (obstacle !== null) return obstacle;
  if (!isOpenTo(await poolOfBooking(reader, booking), tokensOf(actor), now)) return 'not-eligible';
  if (await activeBookingOf(reader, booking.palace_id, booking.session_id, actor.personId)) {
    return 'already-booked';
  }
  const policy = await policyInForce(reader, booking.palace_id, now);
  const maximum = policy.max_active_per_person;
  const limit = { palaceId: booking.palace_id, personId: actor.personId, maximum };
  if (await isAtLimit(reader, limit, now)) return 'too-many-bookings';
  const period = { startsAt: booking.starts_at, endsAt: booking.ends_at };
  if (isDropIn(period)) return null;
  return (await engagementsAt(reader, actor.personId, period)).length > 0 ? 'overlapping-booking' : null;
}

function sentence(code: ErrorCode, locale: 'zh' | 'en'): string {
  const { title, detail } = problemDocument(new Problem(code), locale, '');
  return locale === 'zh' ? `${title}：${detail}` : `${title}. ${detail}`;
}
