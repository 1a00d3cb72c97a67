import type {
  BookingStatus,
  CompanionRule,
  InvitationStatus,
  ReleaseMode,
  TransferObstacle,
} from '@wengong/contract';
import { deadlineOf, type Period } from '../booking.rules.ts';

const MINUTE = 60_000;

/** How long an invited person has to accept, ms: long enough to read a message, too short to find a buyer. */
const INVITATION_MS = 30 * MINUTE;

/** In how many days transfers are counted together. */
const TRANSFER_DAYS = 30;

/** Of a palace's booking policy, what handing over is ruled by. */
export interface HandoverRules {
  readonly transfers_per_month: number;
  readonly transfer_until_minutes: number;
}

/** Until when a booking can be handed over. */
export const transferUntil = (rules: HandoverRules, session: Period): Date =>
  new Date(deadlineOf(session).getTime() - rules.transfer_until_minutes * MINUTE);

/** Transfers since then count against the limit. */
export const countedSince = (now: Date): Date => new Date(now.getTime() - TRANSFER_DAYS * 24 * 60 * MINUTE);

/** Until when an invitation sent now can be accepted; never later than `latest`. */
export const acceptUntil = (now: Date, latest: Date): Date =>
  new Date(Math.min(now.getTime() + INVITATION_MS, latest.getTime()));

export interface Handed extends Period {
  readonly status: BookingStatus;
  /** Came to the person by a transfer. */
  readonly received: boolean;
  /** Transfers of the person that count. */
  readonly used: number;
  /** Companions have been invited and not answered. */
  readonly companionsPending: boolean;
  /** One date of a series, or seats of a union's allotment: not the person's to pass on. */
  readonly bound: boolean;
}

/** What keeps a person from handing a booking over; null when nothing does. */
export function transferObstacleOf(one: Handed, rules: HandoverRules, now: Date): TransferObstacle | null {
  if (rules.transfers_per_month === 0) return 'transfers-not-allowed';
  if (one.status !== 'confirmed' || one.bound) return 'cannot-transfer';
  if (one.received) return 'transfer-received';
  if (now >= transferUntil(rules, one)) return 'transfer-too-late';
  if (one.used >= rules.transfers_per_month) return 'transfer-limit';
  return one.companionsPending ? 'companions-pending' : null;
}

/** Whether companions must accept with an account of their own. */
export const companionsAreInvited = (rule: CompanionRule, release: ReleaseMode): boolean =>
  rule === 'invited' || (rule === 'rush' && release !== 'first_come');

/** States of a booking in which its seats can still change hands; a companion may follow who is inside already. */
const standing: Readonly<Record<'transfer' | 'companion', readonly BookingStatus[]>> = {
  transfer: ['confirmed'],
  companion: ['confirmed', 'checked_in'],
};

/** An invitation's state now: time and what became of the booking count, whether or not a job has written them down. */
export function invitationStatusOf(
  one: {
    readonly kind: 'transfer' | 'companion';
    readonly status: InvitationStatus;
    readonly expires_at: Date;
  },
  bookingStatus: BookingStatus,
  now: Date,
): InvitationStatus {
  if (one.status !== 'open') return one.status;
  if (!standing[one.kind].includes(bookingStatus)) return 'void';
  return now >= one.expires_at ? 'expired' : 'open';
}
