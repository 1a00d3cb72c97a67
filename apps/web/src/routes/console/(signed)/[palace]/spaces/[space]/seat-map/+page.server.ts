import { error, type RequestEvent } from '@sveltejs/kit';
import { createSeatMap, listSeatMaps, listStaffSpaces, type SeatPlan } from '@wengong/contract';
import { deskAction } from '#lib/features/console/server/action.ts';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { palace, roles } = await requireDesk(event, 'spaces');
  const params = { palaceId: palace.id };
  const { api } = event.locals;
  const [spaces, maps] = await Promise.all([
    api.load(listStaffSpaces, { params }),
    api.load(listSeatMaps, { params: { ...params, spaceId: event.params.space } }),
  ]);
  const space = spaces.items.find((one) => one.id === event.params.space);
  if (!space) error(404);
  return {
    space,
    map: maps.items[0] ?? null,
    mayEdit: roles.includes('editor') || roles.includes('director'),
  };
};

type SpaceEvent = RequestEvent<{ palace: string; space: string }>;

/** The API says what is wrong with it, also when it is no plan at all. */
function planOf(text: string): SeatPlan {
  try {
    return JSON.parse(text) as SeatPlan;
  } catch {
    return {} as SeatPlan;
  }
}

export const actions: Actions = {
  save: deskAction<SpaceEvent, unknown>('save', 'spaces', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(createSeatMap, {
      params: { palaceId: desk.palace.id, spaceId: event.params.space },
      body: planOf(form.text('plan')),
      idempotencyKey,
    }),
  ),
};
