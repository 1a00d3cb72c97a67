import { error } from '@sveltejs/kit';
import { getLandmarkCode, listLandmarks } from '@wengong/contract';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { palace } = await requireDesk(event, 'door');
  const { api, preferences } = event.locals;
  const params = { palaceId: palace.id, landmarkId: event.params.landmark };
  const [landmarks, code] = await Promise.all([
    api.load(listLandmarks, { params: { palaceId: palace.id } }),
    api.load(getLandmarkCode, { params }),
  ]);
  const landmark = landmarks.items.find((one) => one.id === event.params.landmark);
  if (!landmark)
    error(404, { message: preferences.lang === 'zh' ? '没有这个打卡点。' : 'There is no such landmark.' });
  return {
    palace: { slug: palace.slug, name: palace.name, timeZone: palace.timeZone },
    landmark,
    code,
    now: Date.now(),
  };
};
