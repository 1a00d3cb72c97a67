import type { Actor } from '../../kernel/actor.ts';
import type { Reader } from '../../kernel/db.ts';
import { Problem } from '../../kernel/errors.ts';
import {
  findUnion,
  type PlacedPalace,
  palacesUnder,
  type UnionRow,
  unionsAbove,
  unionsBelow,
} from '../network/index.ts';

/** A union, what is under it, and what an officer may see above it. */
export interface UnionScope {
  readonly union: UnionRow;
  readonly above: readonly UnionRow[];
  /** The unions one level down. */
  readonly children: readonly UnionRow[];
  readonly palaces: readonly PlacedPalace[];
  /** The union one level down that a palace is under; empty when it belongs to the union itself. */
  childOf(palace: PlacedPalace): string;
}

const isWithin = (path: string, above: string) => path === above || path.startsWith(`${above}.`);

export async function unionScope(reader: Reader, unionId: string, actor: Actor): Promise<UnionScope> {
  const union = await findUnion(reader, unionId);
  if (union === undefined) throw new Problem('not-found');
  const [above, children, palaces] = await Promise.all([
    unionsAbove(reader, union.path),
    unionsBelow(reader, union.id),
    palacesUnder(reader, union.path),
  ]);
  return {
    union,
    above: above.filter(
      ({ id, path }) => id !== union.id && actor.unions.some((held) => isWithin(path, held.path)),
    ),
    children,
    palaces,
    childOf: (palace) => children.find((child) => isWithin(palace.path, child.path))?.id ?? '',
  };
}

export const presentUnion = ({ id, name, name_en, level }: UnionRow) => ({
  id,
  name,
  nameEn: name_en,
  level,
});
