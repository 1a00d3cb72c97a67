import { getPalace, listStaffActivities } from '@wengong/contract';
import { requireStaff } from '#lib/features/console/server/guard.ts';
import type { LayoutServerLoad } from './$types';

/** What every page of a palace's console shows around itself: the palace, and how much waits for review. */
export const load: LayoutServerLoad = async (event) => {
  const staff = await requireStaff(event);
  const { locals, params } = event;
  const palace = await locals.api.load(getPalace, { params: { slug: params.palace } });
  const reviews = staff.palaceRoles.some(
    (held) => held.palaceId === palace.id && (held.role === 'reviewer' || held.role === 'director'),
  );
  const name = locals.preferences.lang === 'en' && palace.nameEn ? palace.nameEn : palace.name;
  return {
    palace: { id: palace.id, slug: palace.slug, name, timeZone: palace.timeZone },
    toReview: reviews ? await submittedCount(event, palace.id) : 0,
  };
};

async function submittedCount(
  { locals }: Parameters<LayoutServerLoad>[0],
  palaceId: string,
): Promise<number> {
  const { toReview } = await locals.api.load(listStaffActivities, {
    params: { palaceId },
    query: { limit: 1 },
  });
  return toReview;
}
