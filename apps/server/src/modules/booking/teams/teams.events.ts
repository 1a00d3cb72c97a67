import { defineEvent } from '../../../kernel/outbox.ts';
import type { BookingFact } from '../booking.events.ts';

/** To the leader. `bookingId` is the team's id, `seats` what was set apart, `left` what nobody has taken. */
export type TeamFact = BookingFact & { label: string; left: number; path: string };

/** Somebody has taken a seat. */
export const teamJoined = defineEvent<TeamFact & { name: string }>('booking.team-joined');

/** A day before its deadline seats are still to be taken. */
export const teamClosing = defineEvent<TeamFact & { until: string }>('booking.team-closing');

/** Its deadline has passed: what nobody took went back. */
export const teamClosed = defineEvent<TeamFact>('booking.team-closed');
