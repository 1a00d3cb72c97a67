import { activitySorts, activityStatus, listStaffActivities } from '@wengong/contract';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { palace, roles } = await requireDesk(event, 'activities');
  const { searchParams } = event.url;
  const status = activityStatus.safeParse(searchParams.get('status'));
  const q = searchParams.get('q')?.trim().slice(0, 80) ?? '';
  const sort = activitySorts.find((one) => one === searchParams.get('sort')) ?? '-updated';
  const list = await event.locals.api.load(listStaffActivities, {
    params: { palaceId: palace.id },
    query: {
      ...(status.success ? { status: status.data } : {}),
      ...(q ? { q } : {}),
      sort,
      cursor: searchParams.get('cursor') ?? undefined,
      limit: 20,
    },
  });
  return {
    list,
    status: status.success ? status.data : null,
    q,
    sort,
    mayCreate: roles.includes('editor'),
    mayReview: roles.includes('reviewer') || roles.includes('director'),
  };
};
