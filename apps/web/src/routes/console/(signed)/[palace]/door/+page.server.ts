import { listLandmarks } from '@wengong/contract';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import { loadDoor } from '#lib/features/door/server/load-door.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { palace } = await requireDesk(event, 'door');
  const [door, landmarks] = await Promise.all([
    loadDoor(event),
    event.locals.api.load(listLandmarks, { params: { palaceId: palace.id } }),
  ]);
  return { ...door, landmarks: landmarks.items };
};
