import { getActivity, listSessions } from '@wengong/contract/programme';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent, params, locals }) => {
  const { detail } = await parent();
  const [activity, nearby] = await Promise.all([
    locals.api.load(getActivity, { params: { palaceId: detail.id, activityId: params.id } }),
    locals.api.load(listSessions, { query: { palaceId: detail.id, limit: 8, hasSeats: true } }),
  ]);
  const others = nearby.items.filter((one, index, all) => {
    const first = all.findIndex((other) => other.activityId === one.activityId) === index;
    return first && one.activityId !== activity.id;
  });
  return { activity, more: others.slice(0, 3) };
};
