import type { BookingStatus, SpaceBooking } from '@wengong/contract';

type Tone = 'plain' | 'jade' | 'wheat' | 'cinnabar';

const tones: Partial<Record<BookingStatus, Tone>> = {
  held: 'cinnabar',
  waitlisted: 'wheat',
  confirmed: 'jade',
  checked_in: 'jade',
  completed: 'jade',
  cancelled_by_host: 'cinnabar',
  no_show: 'wheat',
};
/** Colour of a booking's status badge. */
export const bookingTone = (status: BookingStatus | SpaceBooking['status']): Tone => tones[status] ?? 'plain';

/** States in which the seat is the person's. */
export const hasSeat = (status: BookingStatus): boolean => status === 'confirmed' || status === 'checked_in';
