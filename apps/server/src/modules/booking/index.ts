export {
  type AttendanceCell,
  type AttendanceScope,
  attendanceCells,
  differentPeople,
  differentPeopleByActivity,
  seatsBooked,
} from './attendance/attendance.store.ts';
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
