import { defineEvent } from '../../../kernel/outbox.ts';

/** Times are RFC 3339. `personId` is who is to be told; `seats` those that the invitation is about. */
interface InvitationFact {
  palaceId: string;
  sessionId: string;
  /** The inviter's booking; of `booking.seat-taken`, too. */
  bookingId: string;
  personId: string;
  seats: number;
  startsAt: string;
  endsAt: string;
  invitation: 'transfer' | 'companion';
  /** The invited person's name as the inviter wrote it. */
  name: string;
}

/** Somebody with an account is invited to take seats over until `expiresAt`; `path` leads to the invitation. */
export const seatInvited = defineEvent<InvitationFact & { expiresAt: string; path: string }>(
  'booking.seat-invited',
);

/** Companions have until `expiresAt` to accept: the booking person is told to pass the links on. */
export const companionsAwaited = defineEvent<InvitationFact & { expiresAt: string }>(
  'booking.companions-awaited',
);

/** The invited person has accepted: the inviter is told. */
export const seatTaken = defineEvent<InvitationFact>('booking.seat-taken');

/** Nobody took it: declined, or not answered in time. Of a companion, the seat has gone back. */
export const seatNotTaken = defineEvent<InvitationFact & { declined: boolean }>('booking.seat-not-taken');
