import { getSeriesRoster } from '@wengong/contract';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { palace } = await requireDesk(event, 'bookings');
  const params = { palaceId: palace.id, activityId: event.params.activity };
  return { roster: await event.locals.api.load(getSeriesRoster, { params }), activityId: params.activityId };
};
