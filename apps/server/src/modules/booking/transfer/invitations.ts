import { createHash, timingSafeEqual } from 'node:crypto';
import type { ReceivedInvitation, SentInvitation } from '@wengong/contract';
import type { Keys } from '../../../kernel/crypto.ts';
import type { Reader, Tx } from '../../../kernel/db.ts';
import { Problem } from '../../../kernel/errors.ts';
import { peopleOf, phoneHashOf } from '../../identity/index.ts';
import { sessionsByIds } from '../../programme/index.ts';
import { maskName } from '../booking.rules.ts';
import { type Booking, bookingById } from '../bookings.store.ts';
import { invitationKey, invitationToken, readInvitationToken } from './invitation-token.ts';
import { invitationStatusOf } from './transfer.rules.ts';
import type { Invitation } from './transfer.store.ts';

export const tokenOf = (keys: Keys, { palace_id, id }: Pick<Invitation, 'palace_id' | 'id'>): string =>
  invitationToken(invitationKey(keys), { palaceId: palace_id, invitationId: id });

export const pathOf = (keys: Keys, invitation: Pick<Invitation, 'palace_id' | 'id'>): string =>
  `/invitation/${tokenOf(keys, invitation)}`;

/** What a link names. Throws `not-found` for one that was not made here. */
export function keyOfToken(keys: Keys, token: string) {
  const key = readInvitationToken(invitationKey(keys), token);
  if (key === null) throw new Problem('not-found');
  return key;
}

export const seatsOfInvitation = (invitation: Pick<Invitation, 'kind'>, booking: Booking): number =>
  invitation.kind === 'transfer' ? booking.seats : 1;

/** What the events about an invitation say, to the inviter unless another is named. */
export const invitationFact = (invitation: Invitation, booking: Booking) => ({
  palaceId: invitation.palace_id,
  sessionId: invitation.session_id,
  bookingId: invitation.booking_id,
  personId: invitation.inviter_id,
  seats: seatsOfInvitation(invitation, booking),
  startsAt: booking.starts_at.toISOString(),
  endsAt: booking.ends_at.toISOString(),
  invitation: invitation.kind,
  name: invitation.name,
});

export function presentSent(invitation: Invitation, booking: Booking, keys: Keys, now: Date): SentInvitation {
  const status = invitationStatusOf(invitation, booking.status, now);
  return {
    id: invitation.id,
    kind: invitation.kind,
    status,
    ordinal: invitation.ordinal,
    name: invitation.name,
    phoneMasked: invitation.phone_masked,
    createdAt: invitation.created_at.toISOString(),
    expiresAt: invitation.expires_at.toISOString(),
    path: status === 'open' ? pathOf(keys, invitation) : null,
  };
}

/** Invitations as the invited person sees them, in a fixed number of reads a booking. */
export async function receivedOf(
  reader: Reader | Tx,
  keys: Keys,
  invitations: readonly Invitation[],
  now: Date,
): Promise<ReceivedInvitation[]> {
  const sessions = await sessionsByIds(
    reader,
    invitations.map((each) => ({ palaceId: each.palace_id, sessionId: each.session_id })),
  );
  const people = await peopleOf(
    reader,
    keys,
    invitations.map((each) => each.inviter_id),
  );
  const shown: ReceivedInvitation[] = [];
  for (const invitation of invitations) {
    const session = sessions.get(invitation.session_id);
    const booking = await bookingById(reader, invitation.palace_id, invitation.booking_id);
    if (session === undefined || booking === undefined) continue;
    shown.push({
      token: tokenOf(keys, invitation),
      kind: invitation.kind,
      status: invitationStatusOf(invitation, booking.status, now),
      inviterName: maskName(people.get(invitation.inviter_id)?.displayName ?? ''),
      inviteeName: maskName(invitation.name),
      inviteePhoneMasked: invitation.phone_masked,
      palaceName: session.palaceName,
      palaceNameEn: session.palaceNameEn,
      palaceSlug: session.palaceSlug,
      timeZone: session.timeZone,
      activityId: session.activityId,
      title: session.title,
      titleEn: session.titleEn,
      kindOfActivity: session.kind,
      spaceName: session.spaceName,
      spaceNameEn: session.spaceNameEn,
      startsAt: booking.starts_at.toISOString(),
      endsAt: booking.ends_at.toISOString(),
      seats: seatsOfInvitation(invitation, booking),
      expiresAt: invitation.expires_at.toISOString(),
    });
  }
  return shown;
}

/** What keeps a person from answering an invitation at all; null when it is theirs to answer. */
export async function strangerTo(
  reader: Reader | Tx,
  invitation: Invitation,
  personId: string,
): Promise<'invitation-own' | 'invitation-not-yours' | null> {
  if (invitation.inviter_id === personId) return 'invitation-own';
  if (invitation.phone_hash === null) return null;
  const mine = await phoneHashOf(reader, personId);
  return mine !== null && equal(mine, invitation.phone_hash) ? null : 'invitation-not-yours';
}

/** Compares digests, so that neither length nor time tells anything. */
const equal = (a: Buffer, b: Buffer): boolean =>
  timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());
