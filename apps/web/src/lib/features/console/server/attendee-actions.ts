import type { RequestEvent } from '@sveltejs/kit';
import { askNewPhoneOf, cancelForPerson, changePhoneOf, moveUpWaiting, revealPhone } from '@wengong/contract';
import { deskAction } from './action.ts';

type PalaceEvent = RequestEvent<{ palace: string }>;

/** What the staff do with one booking, wherever it is listed; `subject` is the booking, or the person. */
export const attendeeActions = {
  reveal: deskAction<PalaceEvent, unknown>('reveal', 'bookings', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(revealPhone, {
      params: { palaceId: desk.palace.id, personId: form.text('subject') },
      idempotencyKey,
    }),
  ),

  newPhoneCode: deskAction<PalaceEvent, unknown>(
    'newPhoneCode',
    'bookings',
    ({ event, desk, form, idempotencyKey }) =>
      event.locals.api.submit(askNewPhoneOf, {
        params: { palaceId: desk.palace.id, personId: form.text('subject') },
        body: { phone: form.text('phone') },
        idempotencyKey,
      }),
  ),

  newPhone: deskAction<PalaceEvent, unknown>(
    'newPhone',
    'bookings',
    ({ event, desk, form, idempotencyKey }) =>
      event.locals.api.submit(changePhoneOf, {
        params: { palaceId: desk.palace.id, personId: form.text('subject') },
        body: { phone: form.text('phone'), code: form.text('code'), checked: form.text('checked') },
        idempotencyKey,
      }),
  ),

  cancel: deskAction<PalaceEvent, unknown>('cancel', 'bookings', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(cancelForPerson, {
      params: { palaceId: desk.palace.id, bookingId: form.text('subject') },
      body: { reason: form.text('reason') },
      idempotencyKey,
    }),
  ),

  moveUp: deskAction<PalaceEvent, unknown>('moveUp', 'bookings', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(moveUpWaiting, {
      params: { palaceId: desk.palace.id, bookingId: form.text('subject') },
      body: { reason: form.text('reason') },
      idempotencyKey,
    }),
  ),
};
