import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { isServed } from '../people/is-served.ts';
import { holdsAnyRole } from './phone-change.store.ts';

/**
 * A desk changes the number of who has to do with its palace, and never of staff: a clerk could take over a director's
 * account. Throws `not-found` and `phone-of-staff`.
 */
export async function assertDeskMayChange(
  tx: Tx,
  deps: Deps,
  palaceId: string,
  personId: string,
): Promise<void> {
  if (!(await isServed(tx, deps, palaceId, personId))) throw new Problem('not-found');
  if (await holdsAnyRole(tx, personId)) throw new Problem('phone-of-staff');
}
