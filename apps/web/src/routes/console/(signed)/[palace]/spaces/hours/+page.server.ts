import type { RequestEvent } from '@sveltejs/kit';
import {
  createClosure,
  createSpecialHours,
  deleteClosure,
  deleteSpecialHours,
  getOpeningHours,
  listClosures,
  listDaysOff,
  listSpecialHours,
  listStaffSpaces,
  type OpeningHours,
  setOpeningHours,
  updateSpecialHours,
} from '@wengong/contract';
import { deskAction } from '#lib/features/console/server/action.ts';
import type { FormReader } from '#lib/features/console/server/form-reader.ts';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import { partsOf } from '#lib/features/console/server/parts-of-day.ts';
import { holidaysAhead } from '#lib/features/console/spaces/holidays-ahead.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { palace, roles } = await requireDesk(event, 'spaces');
  const params = { palaceId: palace.id };
  const { api } = event.locals;
  const [hours, special, closures, spaces, daysOff] = await Promise.all([
    api.load(getOpeningHours, { params }),
    api.load(listSpecialHours, { params }),
    api.load(listClosures, { params }),
    api.load(listStaffSpaces, { params }),
    api.load(listDaysOff, { params }),
  ]);
  const asked = event.url.searchParams.get('space');
  const spaceId = spaces.items.find((space) => space.id === asked)?.id ?? null;
  return {
    hours: hours.items.filter((one) => one.spaceId === spaceId),
    own: [...new Set(hours.items.flatMap((one) => one.spaceId ?? []))],
    special: special.items,
    holidays: holidaysAhead(daysOff.items),
    closures: closures.items,
    spaces: spaces.items,
    spaceId,
    mayEdit: roles.includes('editor') || roles.includes('director'),
  };
};

/** Two parts of each day. */
const weekOf = (form: FormReader): OpeningHours[] =>
  [0, 1, 2, 3, 4, 5, 6].flatMap((weekday) =>
    partsOf((name) => form.text(name.replace('-', `-${weekday}-`))).map((part) => ({ weekday, ...part })),
  );

/** What nothing was asked about stays. */
const choiceOf = (text: string): 'keep' | 'cancel' => (text === 'cancel' ? 'cancel' : 'keep');

const specialHoursOf = (form: FormReader) => ({
  spaceId: form.textOrNull('spaceId'),
  firstDay: form.text('firstDay'),
  lastDay: form.text('lastDay'),
  name: form.text('name'),
  nameEn: form.text('nameEn'),
  hours: partsOf((name) => form.text(name)),
  spaceBookings: choiceOf(form.text('spaceBookings')),
  sessions: choiceOf(form.text('sessions')),
});

type PalaceEvent = RequestEvent<{ palace: string }>;

export const actions: Actions = {
  hours: deskAction<PalaceEvent, unknown>('hours', 'spaces', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(setOpeningHours, {
      params: { palaceId: desk.palace.id },
      body: { spaceId: form.textOrNull('subject'), hours: weekOf(form) },
      idempotencyKey,
    }),
  ),

  // Without a subject they are new.
  special: deskAction<PalaceEvent, unknown>('special', 'spaces', ({ event, desk, form, idempotencyKey }) => {
    const params = { palaceId: desk.palace.id };
    const specialHoursId = form.text('subject');
    const body = specialHoursOf(form);
    return specialHoursId
      ? event.locals.api.submit(updateSpecialHours, {
          params: { ...params, specialHoursId },
          body,
          idempotencyKey,
        })
      : event.locals.api.submit(createSpecialHours, { params, body, idempotencyKey });
  }),

  usual: deskAction<PalaceEvent, unknown>('usual', 'spaces', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(deleteSpecialHours, {
      params: { palaceId: desk.palace.id, specialHoursId: form.text('subject') },
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
