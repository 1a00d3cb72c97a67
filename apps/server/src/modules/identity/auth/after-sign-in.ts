import type { Identity } from '../identity.context.ts';
import { refreshMembership } from '../membership/refresh-membership.ts';
import { cancelErasure, lockPerson } from '../people/people.store.ts';
import { noteSignIn } from './accounts.store.ts';
import { deleteSessionByToken } from './sessions.store.ts';

export interface SignedIn {
  readonly displayName: string;
  /** A deletion that was pending has been called off. */
  readonly deletionCancelled: boolean;
}

/**
 * What every sign-in brings with it: it calls off a pending deletion, looks the membership up again, and ends the
 * session that the same browser had before (`replacedToken`).
 */
export async function afterSignIn(
  identity: Identity,
  personId: string,
  replacedToken: string | null,
): Promise<SignedIn> {
  const now = identity.clock.now();
  const signedIn = await identity.db.transact(async (tx) => {
    const person = await lockPerson(tx, personId);
    if (person === undefined) throw new Error(`signed in as nobody: ${personId}`);
    const deletionCancelled = await cancelErasure(tx, personId);
    await noteSignIn(tx, personId, now);
    await refreshMembership(tx, identity.memberships, person, now);
    if (replacedToken !== null) await deleteSessionByToken(tx, replacedToken);
    return { displayName: person.display_name, deletionCancelled };
  });
  if (replacedToken !== null) identity.actors.forgetToken(replacedToken);
  identity.actors.forgetPerson(personId);
  return signedIn;
}
