import type { Module } from '../../kernel/module.ts';
import { programmeJobs } from './programme.jobs.ts';
import { programmeRoutes } from './programme.routes.ts';
import { programmeSubscriptions } from './programme.subscriptions.ts';

export { latestSessions, sessionsBetween } from './agenda.store.ts';
export { brandNames } from './brand-names.store.ts';
export { type Closing, sessionOutside, sessionsClosed } from './closed.store.ts';
export { holidayOf } from './holidays.rules.ts';
export { imagesByIds } from './images/cover.store.ts';
export { setSeatsLeft } from './listing.store.ts';
export { rebuildListings } from './listings.ts';
export { namesInProgramme } from './names.store.ts';
export { ruleChange } from './planning/rule-change.ts';
export {
  sessionCancelled,
  sessionChanged,
  sessionPublished,
  sessionRescheduled,
} from './programme.events.ts';
export { programmeAhead } from './programme-ahead.store.ts';
export { lexemesOfText, type PlainSearch, readPlainSearch } from './search/plain-search.rules.ts';
export { seatSession } from './seat-session.ts';
export { findSessionIds } from './session.store.ts';
export { daysOfSessionsStarted, type SessionFacts, sessionFacts } from './session-facts.store.ts';
export {
  type SessionForBooking,
  sessionForBooking,
  sessionsForBooking,
  sessionsOfSeries,
} from './session-for-booking.store.ts';
export { type SessionShown, sessionsByIds } from './sessions-shown.ts';
export { timeBandsOf } from './time-bands.rules.ts';

export const programmeModule: Module = {
  name: 'programme',
  routes: programmeRoutes,
  jobs: programmeJobs,
  subscriptions: programmeSubscriptions,
  constraints: {
    brand_slug: 'brand-slug-taken',
    activity_brand: 'brand-unknown',
    activity_series_fixed: 'series-fixed',
    activity_partner_known: 'partner-unknown',
    session_release_fixed: 'release-fixed',
    session_space: 'space-unknown',
    session_seat_map: 'seat-map-of-other-space',
    session_teacher: 'resource-unknown',
    session_of_rule: 'conflict',
    activity_cover: 'image-unknown',
    brand_cover: 'image-unknown',
    brand_partner_known: 'partner-unknown',
  },
};
