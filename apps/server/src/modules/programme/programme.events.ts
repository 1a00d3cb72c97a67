import { defineEvent } from '../../kernel/outbox.ts';

export interface SessionKey {
  readonly palaceId: string;
  readonly sessionId: string;
}

/**
 * A session appeared on the portal: its activity was published, or it was added to a published one. Its listing
 * starts with `capacity` seats left; who knows of earlier bookings (published, withdrawn, published again) answers
 * with `setSeatsLeft`.
 */
export const sessionPublished = defineEvent<SessionKey & { activityId: string; capacity: number }>(
  'programme.session-published',
);

/**
 * A session's time, seats or category quotas changed. `capacity` may by now be below what was booked in the last
 * second: seats that are taken stay taken.
 */
export const sessionChanged = defineEvent<
  SessionKey & { capacity: number; startsAt: string; endsAt: string }
>('programme.session-changed');

/** A session moved in time or to another space: people who booked must be told. Instants are ISO texts. */
export const sessionRescheduled = defineEvent<
  SessionKey & {
    before: { startsAt: string; endsAt: string; spaceId: string | null };
    after: { startsAt: string; endsAt: string; spaceId: string | null };
  }
>('programme.session-rescheduled');

/** A session will not take place: its bookings end, people are told `reason`. */
export const sessionCancelled = defineEvent<SessionKey & { activityId: string; reason: string }>(
  'programme.session-cancelled',
);
