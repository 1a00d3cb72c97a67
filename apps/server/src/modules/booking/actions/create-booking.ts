import { createBooking } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { bookSession } from '../book-session.ts';

export const createBookingAction = handle(createBooking, ({ params, body, actor, tx, deps, now }) =>
  bookSession(
    tx,
    deps,
    {
      ...params,
      person: actor,
      companions: (body.companions ?? []).map((each) => each.name),
      joinWaitlist: body.joinWaitlist ?? false,
      bookedBy: actor.personId,
    },
    now,
  ),
);
