import type { Module } from '../../kernel/module.ts';
import { bookingJobs } from './booking.jobs.ts';
import { bookingPersonalData } from './booking.personal-data.ts';
import { bookingRoutes } from './booking.routes.ts';
import { bookingSubscriptions } from './booking.subscriptions.ts';

export {
  type AttendanceCell,
  type AttendanceScope,
  admissionsByPerson,
  attendanceCells,
  differentPeople,
  differentPeopleByKey,
  type SeatUse,
  seatUse,
} from './attendance/attendance.store.ts';
export { inRoomOf, sessionsAttendedBy } from './attendance/session-attendance.store.ts';
export {
  ballotCalledOff,
  ballotLost,
  ballotVoided,
  ballotWaiting,
  ballotWon,
} from './ballot/ballot.events.ts';
export { closeAndDraw } from './ballot/draw-ballot.ts';
export {
  bookingCancelled,
  bookingCancelledByHost,
  bookingConfirmed,
  bookingExpired,
  bookingLapsed,
  bookingMissed,
  bookingMoved,
  bookingOfferEnding,
  bookingOffered,
  bookingReminder,
  bookingReminderSoon,
  bookingWaitlisted,
  spaceBooked,
  spaceBookingCancelled,
  spaceClosureAnnounced,
} from './booking.events.ts';
export {
  creditAppealDecided,
  creditLowered,
  spaceAppealDecided,
  spaceCreditLowered,
} from './credit/credit.events.ts';
export { standingAt } from './credit/credit.rules.ts';
export { createKioskGate } from './devices/kiosk-gate.ts';
export { createDeviceResolver } from './devices/resolve-device.ts';
export { mailingTold } from './mailings/mailings.events.ts';
export { passExpiring, passExtended, passIssued, passVoided } from './passes/passes.events.ts';
export { bookingReseated } from './seating/seating.events.ts';
export { generalSeatsLeft } from './seats/pools.store.ts';
export { seriesDateAdded, seriesEnrolled } from './series/series.events.ts';
export { teamClosed, teamClosing, teamJoined } from './teams/teams.events.ts';
export { newTicketCode } from './tickets/ticket-code.ts';
export {
  companionsAwaited,
  seatInvited,
  seatNotTaken,
  seatTaken,
} from './transfer/transfer.events.ts';
export { checkInvariants, idleSeats } from './upkeep/invariants.store.ts';

export const bookingModule: Module = {
  name: 'booking',
  routes: bookingRoutes,
  subscriptions: bookingSubscriptions,
  jobs: bookingJobs,
  personalData: bookingPersonalData,
  constraints: {
    booking_policy_version: 'policy-changed',
    booking_one_active: 'already-booked',
    booking_status_edge: 'booking-changed',
    pool_not_oversold: 'capacity-exhausted',
    person_not_in_two_places: 'overlapping-booking',
    person_quota_not_exceeded: 'too-many-bookings',
    credit_appeal_once: 'already-appealed',
    credit_appeal_edge: 'appeal-decided',
    credit_appeal_not_own: 'own-appeal',
    seat_sold_once: 'seat-taken',
    booking_seat_of_map: 'seat-unknown',
    waiting_room_one_place: 'busy',
    waiting_room_number: 'busy',
    visit_tap_in_session: 'not-found',
    mailing_once_a_day: 'mailing-sent-today',
    mailing_withdrawn_in_time: 'mailing-gone',
    ballot_rules_version: 'policy-changed',
    ballot_of_session: 'ballot-begun',
    ballot_entry_fixed: 'ballot-closed',
    ballot_promises: 'ballot-begun',
    ballot_two_people: 'ballot-second-person',
    group_seat_one_invitation: 'already-invited',
    enrolment_one_active: 'already-enrolled',
    enrolment_edge: 'booking-changed',
    pass_not_overdrawn: 'pass-used-up',
    pass_of_person: 'pass-void',
    pass_plan_version: 'policy-changed',
    team_one_a_session: 'team-exists',
    team_slot: 'too-many-teams',
    seat_invitation_one_open: 'transfer-pending',
    seat_invitation_once: 'invitation-over',
    seat_invitation_edge: 'invitation-over',
  },
};
