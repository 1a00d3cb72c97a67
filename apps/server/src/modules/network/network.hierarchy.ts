import type { Hierarchy } from '../../kernel/actor.ts';
import type { Database } from '../../kernel/db.ts';
import { palacePath, unionPath } from './network.store.ts';

/**
 * Where palaces and unions hang in the tree. Found places are kept for the life of the process: neither a
 * palace nor a union moves in the tree.
 */
export function createHierarchy(db: Database): Hierarchy {
  const known = new Map<string, string>();
  const lookup = async (id: string, find: () => Promise<string | null>) => {
    const path = known.get(id) ?? (await find());
    if (path !== null) known.set(id, path);
    return path;
  };
  return {
    palacePath: (id) => lookup(`palace ${id}`, () => palacePath(db.reader, id)),
    unionPath: (id) => lookup(`union ${id}`, () => unionPath(db.reader, id)),
  };
}
