import type { Reader, Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { palacesUnder } from '../../network/index.ts';
import type { Scope } from './queue.store.ts';

export const palaceScope = (palaceId: string): Scope => ({ palaceIds: [palaceId], path: null });

/** A union's queue: all palaces of its sub-tree. Throws `not-found`. */
export async function unionScope(reader: Reader | Tx, deps: Deps, unionId: string): Promise<Scope> {
  const path = await deps.hierarchy.unionPath(unionId);
  if (path === null) throw new Problem('not-found');
  const palaces = await palacesUnder(reader, path);
  return { palaceIds: palaces.map((palace) => palace.id), path };
}
