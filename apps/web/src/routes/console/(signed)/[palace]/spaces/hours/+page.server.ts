import type { RequestEvent } from '@sveltejs/kit';
import {
  createClosure,
  deleteClosure,
  getOpeningHours,
  listClosures,
  listStaffSpaces,
  type OpeningHours,
  setOpeningHours,
} from '@wengong/contract';
import { deskAction } from '#lib/features/console/server/action.ts';
import type { FormReader } from '#lib/features/console/server/form-reader.ts';
import { mayServe, requireDesk } from '#lib/features/console/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { palace, roles } = await requireDesk(event, 'spaces');
  const params = { palaceId: palace.id };
  const { api } = event.locals;
  const [hours, closures, spaces] = await Promise.all([
    api.load(getOpeningHours, { params }),
    api.load(listClosures, { params }),
    api.load(listStaffSpaces, { params }),
  ]);
  const asked = event.url.searchParams.get('space');
  const spaceId = spaces.items.find((space) => space.id === asked)?.id ?? null;
  return {
    hours: hours.items.filter((one) => one.spaceId === spaceId),
    own: [...new Set(hours.items.flatMap((one) => one.spaceId ?? []))],
    closures: closures.items,
    spaces: spaces.items,
    spaceId,
    mayEdit: roles.includes('editor') || roles.includes('director'),
    mayServe: mayServe(roles),
  };
};

/** Two parts of each day; a part without both times is left out. */
function weekOf(form: FormReader): OpeningHours[] {
  return [0, 1, 2, 3, 4, 5, 6].flatMap((weekday) =>
    [0, 1].flatMap((part) => {
      const opens = form.text(`opens-${weekday}-${part}`);
      const closes = form.text(`closes-${weekday}-${part}`);
      // A time field cannot say 24:00; midnight as an end means it.
      return opens && closes ? [{ weekday, opens, closes: closes === '00:00' ? '24:00' : closes }] : [];
    }),
  );
}

/** What nothing was asked about stays. */
const choiceOf = (text: string) => (text === 'cancel' ? 'cancel' : 'keep');

type PalaceEvent = RequestEvent<{ palace: string }>;

export const actions: Actions = {
  hours: deskAction<PalaceEvent, unknown>('hours', 'spaces', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(setOpeningHours, {
      params: { palaceId: desk.palace.id },
      body: { spaceId: form.textOrNull('subject'), hours: weekOf(form) },
      idempotencyKey,
    }),
  ),

  close: deskAction<PalaceEvent, unknown>('close', 'spaces', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(createClosure, {
      params: { palaceId: desk.palace.id },
      body: {
        spaceId: form.textOrNull('spaceId'),
        startsAt: form.instant('startsAt'),
        endsAt: form.instant('endsAt'),
        reason: form.text('reason'),
        spaceBookings: choiceOf(form.text('spaceBookings')),
        sessions: choiceOf(form.text('sessions')),
      },
      idempotencyKey,
    }),
  ),

  lift: deskAction<PalaceEvent, unknown>('lift', 'spaces', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(deleteClosure, {
      params: { palaceId: desk.palace.id, closureId: form.text('subject') },
      idempotencyKey,
    }),
  ),
};
