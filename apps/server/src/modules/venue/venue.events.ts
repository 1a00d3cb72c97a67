import { defineEvent } from '../../kernel/outbox.ts';

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
export const closed = defineEvent<ClosureFact>('venue.closed');
