import type { BookingStatus, RefusalReason } from '@wengong/contract';
import { checkInWindow, type Period, type Rules } from '../booking.rules.ts';

export interface TicketAtDoor extends Period {
  readonly sessionId: string;
  readonly status: BookingStatus;
  readonly revoked: boolean;
}

export interface AtDoor {
  /** Only tickets of this session are admitted; null: of any. */
  readonly sessionId: string | null;
  readonly now: Date;
  /** The staff admit it outside the hours of check-in. */
  readonly override: boolean;
}

/** Why a ticket of this palace is not admitted; null when nothing is in the way. */
export function refusalOf(ticket: TicketAtDoor, rules: Rules, door: AtDoor): RefusalReason | null {
  if (door.sessionId !== null && door.sessionId !== ticket.sessionId) return 'other-session';
  const byStatus = refusalByStatus(ticket.status);
  if (byStatus !== null) return byStatus;
  if (ticket.revoked) return 'revoked';
  if (door.override) return null;
  const { opensAt, closesAt } = checkInWindow(rules, ticket);
  if (door.now < opensAt) return 'too-early';
  return door.now > closesAt ? 'too-late' : null;
}

function refusalByStatus(status: BookingStatus): RefusalReason | null {
  switch (status) {
    case 'confirmed':
    case 'checked_in':
    case 'no_show':
    case 'completed':
      return null;
    case 'cancelled_by_host':
      return 'session-cancelled';
    case 'transferred':
      return 'revoked';
    case 'cancelled_early':
    case 'cancelled_late':
      return 'cancelled';
    default:
      return 'not-confirmed';
  }
}
