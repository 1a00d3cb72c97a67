import type { RouteBinding } from '../../kernel/module.ts';
import { calendarFeedAction } from './actions/calendar-feed.ts';
import { getActivityAction } from './actions/get-activity.ts';
import { getBrandAction } from './actions/get-brand.ts';
import { getCalendarAction } from './actions/get-calendar.ts';
import { getNetworkHomeAction } from './actions/get-network-home.ts';
import { getPalaceHomeAction } from './actions/get-palace-home.ts';
import { jsonFeedAction } from './actions/json-feed.ts';
import { listAnnouncementsAction } from './actions/list-announcements.ts';
import { listBrandsAction } from './actions/list-brands.ts';
import { listDistrictsAction } from './actions/list-districts.ts';
import { listSessionsAction } from './actions/list-sessions.ts';
import { rssFeedAction } from './actions/rss-feed.ts';
import { sessionCalendarFileAction } from './actions/session-calendar-file.ts';

export const programmeRoutes: readonly RouteBinding[] = [
  listSessionsAction,
  getActivityAction,
  getCalendarAction,
  listDistrictsAction,
  listBrandsAction,
  getBrandAction,
  listAnnouncementsAction,
  getNetworkHomeAction,
  getPalaceHomeAction,
  calendarFeedAction,
  rssFeedAction,
  jsonFeedAction,
  sessionCalendarFileAction,
];
