import type { RequestEvent } from '@sveltejs/kit';
import {
  attendeeSorts,
  bookingStatuses,
  bookOnBehalf,
  getAgendaSession,
  getBallotDesk,
  getSeating,
  getSeatUse,
  listSessionBookings,
  listSessionWaitlist,
  type SeatWish,
} from '@wengong/contract';
import { deskAction } from '#lib/features/console/server/action.ts';
import { attendeeActions } from '#lib/features/console/server/attendee-actions.ts';
import type { FormReader } from '#lib/features/console/server/form-reader.ts';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { palace, roles } = await requireDesk(event, 'bookings');
  const { searchParams } = event.url;
  const waiting = searchParams.has('waiting');
  const q = searchParams.get('q')?.trim().slice(0, 40) ?? '';
  const status = (['live', ...bookingStatuses] as const).find((one) => one === searchParams.get('status'));
  const sort = attendeeSorts.find((one) => one === searchParams.get('sort')) ?? 'booked';
  const cursor = searchParams.get('cursor') ?? undefined;
  const params = { palaceId: palace.id, sessionId: event.params.session };
  const { api } = event.locals;
  const [session, seats, { byBallot }, list] = await Promise.all([
    api.load(getAgendaSession, { params }),
    api.load(getSeatUse, { params }),
    api.load(getBallotDesk, { params }),
    waiting
      ? api.load(listSessionWaitlist, { params, query: { cursor, limit: 50 } })
      : api.load(listSessionBookings, {
          params,
          query: { cursor, limit: 50, sort, ...(q ? { q } : {}), ...(status ? { status } : {}) },
        }),
  ]);
  // Refused where seats have no numbers.
  const seating = await api.submit(getSeating, { params });
  const helps = roles.some((role) => ['front_desk', 'coordinator', 'director'].includes(role));
  return {
    session,
    seats,
    byBallot,
    list,
    waiting,
    q,
    sort,
    status: status ?? null,
    seatSections: seating.ok ? seating.data.plan.sections.map(({ name }) => name) : null,
    mayBook: helps,
    mayMoveUp: roles.includes('coordinator') || roles.includes('director'),
    mayReveal: roles.includes('front_desk') || roles.includes('director'),
  };
};

/** How the seats should be; nothing where they have no numbers. */
function seatWishOf(form: FormReader): { seatWish?: SeatWish } {
  const wheelchair = form.flag('wheelchair');
  const section = form.text('section') === '' ? undefined : form.integer('section');
  if (!wheelchair && section === undefined) return {};
  return { seatWish: { wheelchair, ...(section === undefined ? {} : { section }) } };
}

type SessionEvent = RequestEvent<{ palace: string; session: string }>;

export const actions: Actions = {
  ...attendeeActions,

  onBehalf: deskAction<SessionEvent, unknown>(
    'onBehalf',
    'bookings',
    ({ event, desk, form, idempotencyKey }) => {
      const names = form
        .text('companions')
        .split('\n')
        .map((name) => name.trim())
        .filter(Boolean);
      return event.locals.api.submit(bookOnBehalf, {
        params: { palaceId: desk.palace.id, sessionId: event.params.session },
        body: {
          phone: form.text('phone'),
          companions: names.map((name) => ({ name })),
          joinWaitlist: form.flag('joinWaitlist'),
          usePass: form.flag('usePass'),
          ...seatWishOf(form),
        },
        idempotencyKey,
      });
    },
  ),
};
