import type { RouteBinding } from '../../kernel/module.ts';
import { bookOnBehalfAction } from './actions/book-on-behalf.ts';
import { cancelForPersonAction } from './actions/cancel-for-person.ts';
import { cancelMyBookingAction } from './actions/cancel-my-booking.ts';
import { cancelMySpaceBookingAction } from './actions/cancel-my-space-booking.ts';
import { cancelSpaceForPersonAction } from './actions/cancel-space-for-person.ts';
import { checkInAction } from './actions/check-in.ts';
import { closeLandmarkAction } from './actions/close-landmark.ts';
import { collectStampAction } from './actions/collect-stamp.ts';
import { confirmMyBookingAction } from './actions/confirm-my-booking.ts';
import { createBookingAction } from './actions/create-booking.ts';
import { createLandmarkAction } from './actions/create-landmark.ts';
import { createMyCalendarAction } from './actions/create-my-calendar.ts';
import { createSpaceBookingAction } from './actions/create-space-booking.ts';
import { deleteMyCalendarAction } from './actions/delete-my-calendar.ts';
import { getAgendaAction } from './actions/get-agenda.ts';
import { getAgendaSessionAction } from './actions/get-agenda-session.ts';
import { getAvailabilityAction } from './actions/get-availability.ts';
import { getBookingPolicyAction } from './actions/get-booking-policy.ts';
import { getDoorCountAction } from './actions/get-door-count.ts';
import { getLandmarkCodeAction } from './actions/get-landmark-code.ts';
import { getMyBookingAction } from './actions/get-my-booking.ts';
import { getMyBookingCalendarAction } from './actions/get-my-booking-calendar.ts';
import { getMyCalendarAction } from './actions/get-my-calendar.ts';
import { getMySpaceBookingAction } from './actions/get-my-space-booking.ts';
import { getSeatUseAction } from './actions/get-seat-use.ts';
import { listLandmarksAction } from './actions/list-landmarks.ts';
import { listMyBookingsAction } from './actions/list-my-bookings.ts';
import { listMySpaceBookingsAction } from './actions/list-my-space-bookings.ts';
import { listMyStampsAction } from './actions/list-my-stamps.ts';
import { listSessionBookingsAction } from './actions/list-session-bookings.ts';
import { listSessionWaitlistAction } from './actions/list-session-waitlist.ts';
import { listSpaceBookingsAction } from './actions/list-space-bookings.ts';
import { listTicketKeysAction } from './actions/list-ticket-keys.ts';
import { putBookingPolicyAction } from './actions/put-booking-policy.ts';
import { putLandmarkAction } from './actions/put-landmark.ts';
import { readCalendarAction } from './actions/read-calendar.ts';
import { recordVisitAction } from './actions/record-visit.ts';
import { undoCheckInAction } from './actions/undo-check-in.ts';
import { allotmentRoutes } from './allotments/allotments.routes.ts';
import { ballotRoutes } from './ballot/ballot.routes.ts';
import { previewClosureAction } from './closures/actions/preview-closure.ts';
import { previewSpecialHoursAction } from './closures/actions/preview-special-hours.ts';
import { creditRoutes } from './credit/credit.routes.ts';
import { deskRoutes } from './desk/desk.routes.ts';
import { deviceRoutes } from './devices/devices.routes.ts';
import { doorRoutes } from './door/door.routes.ts';
import { effectRoutes } from './effects/effects.routes.ts';
import { groupRoutes } from './groups/groups.routes.ts';
import { mailingRoutes } from './mailings/mailings.routes.ts';
import { passRoutes } from './passes/passes.routes.ts';
import { seatingRoutes } from './seating/seating.routes.ts';
import { seriesRoutes } from './series/series.routes.ts';
import { teamRoutes } from './teams/teams.routes.ts';
import { transferRoutes } from './transfer/transfer.routes.ts';
import { waitingRoomRoutes } from './waiting-room/waiting-room.routes.ts';

export const bookingRoutes: readonly RouteBinding[] = [
  ...allotmentRoutes,
  ...ballotRoutes,
  ...effectRoutes,
  ...groupRoutes,
  bookOnBehalfAction,
  cancelForPersonAction,
  cancelMyBookingAction,
  cancelMySpaceBookingAction,
  cancelSpaceForPersonAction,
  checkInAction,
  collectStampAction,
  confirmMyBookingAction,
  createBookingAction,
  createLandmarkAction,
  createMyCalendarAction,
  createSpaceBookingAction,
  deleteMyCalendarAction,
  getAgendaSessionAction,
  previewClosureAction,
  previewSpecialHoursAction,
  getAgendaAction,
  getAvailabilityAction,
  getBookingPolicyAction,
  getDoorCountAction,
  getLandmarkCodeAction,
  getMyBookingCalendarAction,
  getMyBookingAction,
  getMyCalendarAction,
  getMySpaceBookingAction,
  getSeatUseAction,
  listLandmarksAction,
  listMyBookingsAction,
  listMySpaceBookingsAction,
  listMyStampsAction,
  listSessionBookingsAction,
  listSessionWaitlistAction,
  listSpaceBookingsAction,
  listTicketKeysAction,
  putBookingPolicyAction,
  closeLandmarkAction,
  putLandmarkAction,
  readCalendarAction,
  recordVisitAction,
  undoCheckInAction,
  ...creditRoutes,
  ...deskRoutes,
  ...deviceRoutes,
  ...doorRoutes,
  ...passRoutes,
  ...mailingRoutes,
  ...teamRoutes,
  ...transferRoutes,
  ...seriesRoutes,
  ...seatingRoutes,
  ...waitingRoomRoutes,
];
