import { bookOnBehalf } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { findPersonByPhone, recordAudit, standingOf } from '../../identity/index.ts';
import { bookSession } from '../book-session.ts';
import { bookingById } from '../bookings.store.ts';
import { WALK_IN } from '../seats/seats.rules.ts';
import { attendeesOf } from '../staff/attendees.ts';

/** Books as the person would: their membership, categories, limits and other bookings count, not the staff's; what is kept for the desk is theirs. */
export const bookOnBehalfAction = handle(bookOnBehalf, async ({ params, body, actor, tx, deps, now }) => {
  const person = await findPersonByPhone(tx, deps.keys, body.phone);
  if (person === null) throw new Problem('person-unknown');
  const standing = await standingOf(tx, person.personId, now);
  const companions = (body.companions ?? []).map((each) => each.name);
  const result = await bookSession(
    tx,
    deps,
    {
      ...params,
      person: { ...person, ...standing },
      companions,
      joinWaitlist: body.joinWaitlist ?? false,
      bookedBy: actor.personId,
      seatWish: body.seatWish,
      tokens: [WALK_IN],
    },
    now,
  );
  const booking = await bookingById(tx, params.palaceId, result.id);
  const [attendee] = booking === undefined ? [] : await attendeesOf(tx, deps.keys, [booking]);
  if (attendee === undefined) throw new Problem('not-found');
  await recordAudit(tx, {
    palaceId: params.palaceId,
    actor,
    action: 'booking.create',
    subject: { type: 'booking', id: result.id },
    after: {
      sessionId: params.sessionId,
      personId: person.personId,
      seats: result.seats,
      status: result.status,
    },
    at: now,
  });
  return attendee;
});
