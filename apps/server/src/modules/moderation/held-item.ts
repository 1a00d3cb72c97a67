import type { ReviewItem } from '@wengong/contract';
import type { Actor } from '../../kernel/actor.ts';
import type { Tx } from '../../kernel/db.ts';
import type { Deps } from '../../kernel/deps.ts';
import { Problem } from '../../kernel/errors.ts';
import { type Item, type ItemKey, itemById, lockItem } from './items.store.ts';
import { presentItems } from './moderation.present.ts';

/**
 * An item that a reviewer acts on, held. What was left to a union is that union's, and of those above it. Throws
 * `not-found`, `review-escalated`.
 */
export async function heldItem(tx: Tx, deps: Deps, key: ItemKey, actor: Actor): Promise<Item> {
  const item = await lockItem(tx, key);
  if (item === undefined) throw new Problem('not-found');
  if (item.escalated_to !== null) {
    const path = (await deps.hierarchy.unionPath(item.escalated_to)) ?? '';
    const isTheirs = actor.unions.some((union) => path === union.path || path.startsWith(`${union.path}.`));
    if (!isTheirs) throw new Problem('review-escalated');
  }
  return item;
}

/** An item as it is now. */
export async function presentOne(tx: Tx, deps: Deps, { id }: Pick<Item, 'id'>): Promise<ReviewItem> {
  const item = await itemById(tx, id);
  const [shown] = item === undefined ? [] : await presentItems(tx, deps, [item]);
  if (shown === undefined) throw new Problem('not-found');
  return shown;
}
