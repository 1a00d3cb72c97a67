import { bookOnBehalf } from '@wengong/contract';
import type { Tx } from '../../../kernel/db.ts';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { findPersonByPhone, recordAudit, standingOf } from '../../identity/index.ts';
import { sessionForBooking } from '../../programme/index.ts';
import { bookSession } from '../book-session.ts';
import { bookingById } from '../bookings.store.ts';
import { passesFor } from '../passes/require-pass.ts';
import { WALK_IN } from '../seats/seats.rules.ts';
import { attendeesOf } from '../staff/attendees.ts';

/** Books as the person would: their membership, categories, limits and other bookings count, not the staff's; what is kept for the desk is theirs. */
export const bookOnBehalfAction = handle(bookOnBehalf, async ({ params, body, actor, tx, deps, now }) => {
  const person = await findPersonByPhone(tx, deps.keys, body.phone);
  if (person === null) throw new Problem('person-unknown');
  const standing = await standingOf(tx, person.personId, now);
  const passId = body.usePass ? await passToUse(tx, params, person.personId) : undefined;
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
      passId,
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
      ...(passId === undefined ? {} : { passId }),
    },
    at: now,
  });
  return attendee;
});

/** The pass of theirs that runs out first. Throws `pass-not-for-this` when they have none for the session. */
async function passToUse(
  tx: Tx,
  { palaceId, sessionId }: { palaceId: string; sessionId: string },
  personId: string,
): Promise<string> {
  const session = await sessionForBooking(tx, palaceId, sessionId);
  const [first] = session === null ? [] : await passesFor(tx, session, personId);
  if (first === undefined) throw new Problem('pass-not-for-this');
  return first.id;
}
