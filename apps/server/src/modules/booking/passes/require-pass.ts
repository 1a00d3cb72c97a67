import type { Reader, Tx } from '../../../kernel/db.ts';
import { Problem } from '../../../kernel/errors.ts';
import type { SessionForBooking } from '../../programme/index.ts';
import { passFactsOf } from './passes.present.ts';
import { passObstacleOf } from './passes.rules.ts';
import { type PassSeen, passesOfPerson, passOfPerson } from './passes.store.ts';

interface PassWish {
  readonly passId?: string | undefined;
  readonly person: { readonly personId: string };
}

const coveredOf = (session: SessionForBooking) => ({
  activityId: session.activityId,
  kind: session.activity.kind,
  brandId: session.activity.brandId,
  startsAt: session.startsAt,
});

const obstacleOf = (pass: PassSeen, session: SessionForBooking) =>
  passObstacleOf({ ...passFactsOf(pass), scope: pass.scope }, coveredOf(session));

/**
 * Checks the pass that somebody wishes to use for a session, if any. Throws `pass-void`, `pass-not-for-this`,
 * `pass-out-of-time`, `pass-used-up`. The booking itself takes the unit, and the database judges whether there is one.
 */
export async function requirePass(
  reader: Reader | Tx,
  session: SessionForBooking | null,
  { passId, person }: PassWish,
): Promise<void> {
  if (passId === undefined || session === null) return;
  const pass = await passOfPerson(reader, person.personId, passId);
  if (pass === undefined || pass.palace_id !== session.palaceId) throw new Problem('pass-not-for-this');
  const obstacle = obstacleOf(pass, session);
  if (obstacle !== null) throw new Problem(obstacle);
}

/** A person's passes that can be used for a session, the one that runs out first before the others. */
export async function passesFor(
  reader: Reader | Tx,
  session: SessionForBooking,
  personId: string,
): Promise<PassSeen[]> {
  const passes = await passesOfPerson(reader, personId, session.palaceId);
  return passes.filter((pass) => obstacleOf(pass, session) === null);
}
