import { getAgenda, listStaffActivities } from '@wengong/contract';
import { todayIn } from '#lib/features/console/clock.ts';
import { type Desk, requireDesk } from '#lib/features/console/server/guard.ts';
import type { PageServerLoad, PageServerLoadEvent } from './$types';

export const load: PageServerLoad = async (event) => {
  const desk = await requireDesk(event, 'desk');
  const { palace, roles } = desk;
  const today = todayIn(palace.timeZone);
  const [agenda, review, unfinished] = await Promise.all([
    event.locals.api.load(getAgenda, { params: { palaceId: palace.id }, query: { from: today, to: today } }),
    waitingForReview(event, desk),
    unfinishedActivities(event, desk),
  ]);
  return {
    agenda: agenda.items,
    review,
    unfinished,
    now: Date.now(),
    mayAnnounce: roles.includes('editor') || roles.includes('director'),
  };
};

/** What this person may review; null when reviewing is not theirs. */
async function waitingForReview({ locals }: PageServerLoadEvent, { palace, roles, staff }: Desk) {
  if (!roles.includes('reviewer') && !roles.includes('director')) return null;
  const { items } = await locals.api.load(listStaffActivities, {
    params: { palaceId: palace.id },
    query: { status: 'submitted', limit: 6 },
  });
  return items.filter((item) => item.submittedBy?.id !== staff.person.id && item.publishAt === null);
}

/** Activities an editor has still to finish; null for others. */
async function unfinishedActivities({ locals }: PageServerLoadEvent, { palace, roles }: Desk) {
  if (!roles.includes('editor')) return null;
  const params = { palaceId: palace.id };
  const [rejected, drafts] = await Promise.all([
    locals.api.load(listStaffActivities, { params, query: { status: 'rejected', limit: 3 } }),
    locals.api.load(listStaffActivities, { params, query: { status: 'draft', limit: 4 } }),
  ]);
  return [...rejected.items, ...drafts.items];
}
