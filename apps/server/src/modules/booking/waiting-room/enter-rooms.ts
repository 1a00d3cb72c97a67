import type { Deps } from '../../../kernel/deps.ts';
import { passUntil } from './waiting-room.rules.ts';
import { enterAll, type Occupant, placesOf } from './waiting-room.store.ts';
import type { PlaceRow } from './waiting-room.tables.ts';

/** Somebody who wants to come in. */
export interface Entering extends Occupant {
  readonly elderMode: boolean;
}

/**
 * Lets people in who were called, each once: coming again finds the same pass. A person may be named once. Gives the
 * place of each, whether they may enter or not; null for somebody who has none.
 */
export function enterRooms(
  deps: Deps,
  entering: readonly Entering[],
  now: Date,
): Promise<(PlaceRow | null)[]> {
  return deps.db.transact(async (tx) => {
    await enterAll(
      tx,
      entering.map((each) => ({ ...each, passUntil: passUntil(now, each.elderMode) })),
      now,
    );
    const rows = await placesOf(tx, entering);
    const byPerson = new Map(rows.map((row) => [`${row.session_id} ${row.person_id}`, row]));
    return entering.map((each) => byPerson.get(`${each.sessionId} ${each.personId}`) ?? null);
  });
}
