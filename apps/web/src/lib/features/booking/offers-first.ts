import type { BookingSummary } from '@wengong/contract';

/** Bookings in their order, but offered seats first: they wait for an answer. */
export const offersFirst = (bookings: readonly BookingSummary[]): BookingSummary[] => [
  ...bookings.filter((booking) => booking.canConfirm),
  ...bookings.filter((booking) => !booking.canConfirm),
];
