import { listLandmarks, listMyStamps } from '@wengong/contract';
import type { PageServerLoad } from './$types';

/** Enough for every landmark of a palace stamped on many days. */
const RECENT = 100;

export const load: PageServerLoad = async ({ parent, locals }) => {
  const { detail } = await parent();
  const actor = await locals.actor();
  const [landmarks, stamps] = await Promise.all([
    locals.api.load(listLandmarks, { params: { palaceId: detail.id } }),
    actor.person ? locals.api.load(listMyStamps, { query: { limit: RECENT } }) : { items: [] },
  ]);
  return {
    landmarks: landmarks.items,
    collected: stamps.items.filter((one) => one.palaceId === detail.id).map((one) => one.landmarkId),
  };
};
