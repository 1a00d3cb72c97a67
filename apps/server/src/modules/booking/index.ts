export {
  bookingCancelled,
  bookingCancelledByHost,
  bookingConfirmed,
  bookingExpired,
  bookingLapsed,
  bookingMissed,
  bookingMoved,
  bookingOffered,
  bookingReminder,
  bookingWaitlisted,
  spaceBooked,
  spaceBookingCancelled,
} from './booking.events.ts';
