import type { RequestEvent } from '@sveltejs/kit';
import {
  drawBallot,
  enterPublicValue,
  getAgendaSession,
  getBallotDesk,
  getBallotRules,
  putBallot,
  putBallotRules,
} from '@wengong/contract';
import { deskAction } from '#lib/features/console/server/action.ts';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { palace, roles } = await requireDesk(event, 'bookings');
  const params = { palaceId: palace.id, sessionId: event.params.session };
  const { api } = event.locals;
  const [session, { byBallot, ballot }, rules] = await Promise.all([
    api.load(getAgendaSession, { params }),
    api.load(getBallotDesk, { params }),
    api.load(getBallotRules, { params: { palaceId: palace.id } }),
  ]);
  const isOne = (...wanted: string[]) => roles.some((role) => wanted.includes(role));
  return {
    session,
    byBallot,
    ballot,
    rules,
    maySetUp: isOne('editor', 'director'),
    mayEnterValue: isOne('editor', 'reviewer', 'coordinator', 'director'),
    isDirector: isOne('director'),
  };
};

type SessionEvent = RequestEvent<{ palace: string; session: string }>;
const act = (name: string, write: Parameters<typeof deskAction<SessionEvent, unknown>>[2]) =>
  deskAction<SessionEvent, unknown>(name, 'bookings', write);
const key = (event: SessionEvent, palaceId: string) => ({ palaceId, sessionId: event.params.session });

export const actions: Actions = {
  settings: act('settings', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(putBallot, {
      params: key(event, desk.palace.id),
      body: {
        opensAt: form.instant('opensAt'),
        closesAt: form.instant('closesAt'),
        drawsAt: form.instant('drawsAt'),
        confirmMinutes: form.integer('confirmHours') * 60,
        ...(form.text('waitingPlaces') === '' ? {} : { waitingPlaces: form.integer('waitingPlaces') }),
        publicSource: form.textOrNull('publicSource'),
      },
      idempotencyKey,
    }),
  ),

  value: act('value', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(enterPublicValue, {
      params: key(event, desk.palace.id),
      body: { value: form.text('value') },
      idempotencyKey,
    }),
  ),

  draw: act('draw', ({ event, desk, idempotencyKey }) =>
    event.locals.api.submit(drawBallot, { params: key(event, desk.palace.id), idempotencyKey }),
  ),

  rules: act('rules', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(putBallotRules, {
      params: { palaceId: desk.palace.id },
      body: {
        firstTimerSlips: form.integer('firstTimerSlips'),
        lossSlips: form.integer('lossSlips'),
        lossMonths: form.integer('lossMonths'),
        maxSlips: form.integer('maxSlips'),
        confirmMinutes: form.integer('confirmMinutes'),
      },
      idempotencyKey,
    }),
  ),
};
