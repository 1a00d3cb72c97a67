import { defineEvent } from '../../kernel/outbox.ts';
import type { SpecialHoursRead } from './hours.rules.ts';

/** The palace, or a space and whatever shares a room with it, is closed for a time. Instants RFC 3339. */
export interface ClosureFact {
  readonly palaceId: string;
  readonly closureId: string;
  /** Null: the whole palace. */
  readonly spaceId: string | null;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly reason: string;
  /** What becomes of what was planned for then. */
  readonly spaceBookings: 'keep' | 'cancel';
  readonly sessions: 'keep' | 'cancel';
}
/** Certain days have hours of their own. What is left outside them is in the days between the two instants. */
export interface SpecialHoursFact extends Omit<ClosureFact, 'closureId'> {
  readonly specialHoursId: string;
  /** What they were until then, where they were changed. */
  readonly replaced?: SpecialHoursRead;
}
export const specialHoursSet = defineEvent<SpecialHoursFact>('venue.special-hours-set');
export const closed = defineEvent<ClosureFact>('venue.closed');
