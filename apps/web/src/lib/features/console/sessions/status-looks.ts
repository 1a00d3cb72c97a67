import type { BookingStatus } from '@wengong/contract';
import type { sessionMessages } from './messages.ts';

type Tone = 'plain' | 'wheat' | 'jade' | 'cinnabar';

/** Colour and name of each state of a booking, in the order of a booking's life. */
export const statusLooks = (
  m: (typeof sessionMessages)['zh'],
): Readonly<Record<BookingStatus, readonly [tone: Tone, name: string]>> => ({
  waitlisted: ['wheat', m.statusWaitlisted],
  held: ['wheat', m.statusHeld],
  confirmed: ['jade', m.statusConfirmed],
  checked_in: ['jade', m.statusCheckedIn],
  completed: ['jade', m.statusCompleted],
  no_show: ['cinnabar', m.statusNoShow],
  excused: ['plain', m.statusExcused],
  cancelled_early: ['plain', m.statusCancelledEarly],
  cancelled_late: ['cinnabar', m.statusCancelledLate],
  cancelled_by_host: ['plain', m.statusCancelledByHost],
  transferred: ['plain', m.statusTransferred],
  expired: ['plain', m.statusExpired],
  lapsed: ['plain', m.statusLapsed],
  rejected: ['cinnabar', m.statusRejected],
});
