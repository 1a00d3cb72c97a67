import type { RouteBinding } from '../../kernel/module.ts';
import { addSessionsAction } from './actions/add-sessions.ts';
import { attachActivityAction } from './actions/attach-activity.ts';
import { calendarFeedAction } from './actions/calendar-feed.ts';
import { cancelActivityAction } from './actions/cancel-activity.ts';
import { cancelSessionAction } from './actions/cancel-session.ts';
import { changeSessionAction } from './actions/change-session.ts';
import { createActivityAction } from './actions/create-activity.ts';
import { createAnnouncementAction } from './actions/create-announcement.ts';
import { createBrandAction } from './actions/create-brand.ts';
import { createPartnerAction } from './actions/create-partner.ts';
import { deleteAnnouncementAction } from './actions/delete-announcement.ts';
import { deleteBrandAction } from './actions/delete-brand.ts';
import { detachActivityAction } from './actions/detach-activity.ts';
import { getActivityAction } from './actions/get-activity.ts';
import { getBrandAction } from './actions/get-brand.ts';
import { getCalendarAction } from './actions/get-calendar.ts';
import { getNetworkHomeAction } from './actions/get-network-home.ts';
import { getPalaceHomeAction } from './actions/get-palace-home.ts';
import { getStaffActivityAction } from './actions/get-staff-activity.ts';
import { jsonFeedAction } from './actions/json-feed.ts';
import { listAnnouncementsAction } from './actions/list-announcements.ts';
import { listBrandActivitiesAction } from './actions/list-brand-activities.ts';
import { listBrandsAction } from './actions/list-brands.ts';
import { listDistrictsAction } from './actions/list-districts.ts';
import { listPartnersAction } from './actions/list-partners.ts';
import { listSessionsAction } from './actions/list-sessions.ts';
import { listStaffActivitiesAction } from './actions/list-staff-activities.ts';
import { listStaffAnnouncementsAction } from './actions/list-staff-announcements.ts';
import { listStaffBrandsAction } from './actions/list-staff-brands.ts';
import { previewActivityAction } from './actions/preview-activity.ts';
import { publishActivityAction } from './actions/publish-activity.ts';
import { rejectActivityAction } from './actions/reject-activity.ts';
import { removeSessionAction } from './actions/remove-session.ts';
import { rssFeedAction } from './actions/rss-feed.ts';
import { sessionCalendarFileAction } from './actions/session-calendar-file.ts';
import { submitActivityAction } from './actions/submit-activity.ts';
import { updateActivityAction } from './actions/update-activity.ts';
import { updateAnnouncementAction } from './actions/update-announcement.ts';
import { updateBrandAction } from './actions/update-brand.ts';
import { updatePartnerAction } from './actions/update-partner.ts';
import { withdrawActivityAction } from './actions/withdraw-activity.ts';
import { readImageAction } from './images/actions/read-image.ts';
import { uploadImageAction } from './images/actions/upload-image.ts';
import { planningRoutes } from './planning/planning.routes.ts';

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
  listStaffActivitiesAction,
  getStaffActivityAction,
  previewActivityAction,
  createActivityAction,
  updateActivityAction,
  submitActivityAction,
  publishActivityAction,
  rejectActivityAction,
  withdrawActivityAction,
  cancelActivityAction,
  addSessionsAction,
  changeSessionAction,
  cancelSessionAction,
  removeSessionAction,
  listStaffBrandsAction,
  createBrandAction,
  updateBrandAction,
  deleteBrandAction,
  listBrandActivitiesAction,
  attachActivityAction,
  detachActivityAction,
  listStaffAnnouncementsAction,
  createAnnouncementAction,
  updateAnnouncementAction,
  deleteAnnouncementAction,
  listPartnersAction,
  createPartnerAction,
  updatePartnerAction,
  uploadImageAction,
  readImageAction,
  ...planningRoutes,
];
