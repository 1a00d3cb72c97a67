import { z } from 'zod';
import { displayName, phoneInput } from './identity.ts';
import { anyone, route, signedIn } from './route.ts';
import { fen, id, instant } from './shapes.ts';

/** Seats that go from hand to hand: a booking handed over, companions who take their own ticket. */
const tag = 'booking';

const bookingParams = z.object({ bookingId: id });
const tokenParams = z.object({ token: z.string().min(20).max(100) });

/**
 * `transfer`: the whole booking goes to one named person. `companion`: one seat of it becomes the companion's own
 * booking. No money passes here: who takes over pays at the desk what their own booking costs.
 */
export const invitationKind = z.enum(['transfer', 'companion']);
export type InvitationKind = z.infer<typeof invitationKind>;

/** `void`: the booking ended, or the session was called off, before anybody accepted. */
export const invitationStatuses = ['open', 'accepted', 'declined', 'withdrawn', 'expired', 'void'] as const;
export const invitationStatus = z.enum(invitationStatuses);
export type InvitationStatus = z.infer<typeof invitationStatus>;

/** An invitation as the one who sent it sees it. The same whether or not the phone number has an account. */
export const sentInvitation = z.object({
  id,
  kind: invitationKind,
  status: invitationStatus,
  /** Ticket of the booking that it is about; 0 for a transfer of the whole. */
  ordinal: z.int().min(0).max(5),
  name: z.string(),
  /** `138****1234`; null when whoever has the link may accept. */
  phoneMasked: z.string().nullable(),
  createdAt: instant,
  expiresAt: instant,
  /** Path on this site to hand to the invited person; null once it is over. */
  path: z.string().nullable(),
});
export type SentInvitation = z.infer<typeof sentInvitation>;

/** Why a booking cannot be handed over now; the same words as the error codes. */
export const transferObstacles = [
  'cannot-transfer',
  'transfers-not-allowed',
  'transfer-too-late',
  'transfer-limit',
  'transfer-received',
  'companions-pending',
] as const;
export const transferObstacle = z.enum(transferObstacles);
export type TransferObstacle = z.infer<typeof transferObstacle>;

export const getMyHandover = route({
  method: 'GET',
  path: '/api/v1/me/bookings/:bookingId/handover',
  summary: 'Whether I may hand a booking over, and the invitations sent for it',
  tag,
  access: signedIn,
  params: bookingParams,
  response: z.object({
    /** null: it can be handed over now. */
    obstacle: transferObstacle.nullable(),
    /** What to do about it, in both languages. */
    message: z.string().nullable(),
    messageEn: z.string().nullable(),
    /** Until when an invitation may be accepted by the rules of this booking. */
    transferUntil: instant,
    /** Transfers that I may still make in these 30 days. */
    transfersLeft: z.int().min(0),
    /** Companions of this booking must accept with their own account. */
    companionsInvited: z.boolean(),
    /** The open transfer, and the last invitation of each companion. */
    invitations: z.array(sentInvitation),
    /** Companions who are still part of this booking. */
    companions: z.array(z.object({ ordinal: z.int(), name: z.string() })),
  }),
});
export type Handover = z.infer<typeof getMyHandover.response>;

export const createTransfer = route({
  method: 'POST',
  path: '/api/v1/me/bookings/:bookingId/transfer',
  summary: 'Invite a named person to take over my booking; they have 30 minutes to accept',
  tag,
  access: signedIn,
  perMinute: 10,
  params: bookingParams,
  body: z.object({ phone: phoneInput, name: displayName }),
  status: 201,
  response: sentInvitation,
});

export const inviteCompanion = route({
  method: 'POST',
  path: '/api/v1/me/bookings/:bookingId/companions/:ordinal/invitation',
  summary:
    'Invite another companion, or name the phone that may accept, in place of an open invitation; its time stays',
  tag,
  access: signedIn,
  perMinute: 20,
  params: bookingParams.extend({ ordinal: z.coerce.number().int().min(1).max(5) }),
  body: z.object({ phone: phoneInput.optional(), name: displayName }),
  status: 201,
  response: sentInvitation,
});

export const withdrawInvitation = route({
  method: 'POST',
  path: '/api/v1/me/invitations/:invitationId/withdraw',
  summary: 'Take my invitation back: a transfer stays mine, the seat of a companion is given back',
  tag,
  access: signedIn,
  params: z.object({ invitationId: id }),
  response: sentInvitation,
});

/** An invitation as the invited person sees it. */
export const receivedInvitation = z.object({
  token: z.string(),
  kind: invitationKind,
  status: invitationStatus,
  /** Masked (张**). */
  inviterName: z.string(),
  /** Whom it is for, masked: a name, and a phone number when only that one may accept. */
  inviteeName: z.string(),
  inviteePhoneMasked: z.string().nullable(),
  palaceName: z.string(),
  palaceNameEn: z.string(),
  palaceSlug: z.string(),
  timeZone: z.string(),
  activityId: id,
  title: z.string(),
  titleEn: z.string(),
  kindOfActivity: z.string(),
  spaceName: z.string().nullable(),
  spaceNameEn: z.string().nullable(),
  startsAt: instant,
  endsAt: instant,
  seats: z.int(),
  expiresAt: instant,
});
export type ReceivedInvitation = z.infer<typeof receivedInvitation>;

export const listMyInvitations = route({
  method: 'GET',
  path: '/api/v1/me/invitations',
  summary: 'Open invitations addressed to my phone number',
  tag,
  access: signedIn,
  response: z.object({ items: z.array(receivedInvitation) }),
});

export const getInvitation = route({
  method: 'GET',
  path: '/api/v1/invitations/:token',
  summary: 'What I am invited to, by the link that I was given',
  tag,
  access: anyone,
  perMinute: 60,
  params: tokenParams,
  response: receivedInvitation.extend({
    /** For a signed-in caller. */
    me: z
      .object({
        isInviter: z.boolean(),
        /** What accepting costs me, to be paid at the desk. */
        priceFen: fen,
        /** My own booking, once I have accepted. */
        bookingId: id.nullable(),
        /** Why I cannot accept; null when nothing is in the way. */
        message: z.string().nullable(),
        messageEn: z.string().nullable(),
      })
      .nullable(),
  }),
});

export const acceptInvitation = route({
  method: 'POST',
  path: '/api/v1/me/invitations/:token/accept',
  summary: 'Accept: the seat becomes my own booking; refused with `invitation-over` after its time',
  tag,
  access: signedIn,
  perMinute: 20,
  params: tokenParams,
  response: z.object({ bookingId: id }),
});

export const declineInvitation = route({
  method: 'POST',
  path: '/api/v1/me/invitations/:token/decline',
  summary: 'Decline: a transfer stays with who invited me, the seat of a companion is given back',
  tag,
  access: signedIn,
  params: tokenParams,
  response: receivedInvitation,
});
