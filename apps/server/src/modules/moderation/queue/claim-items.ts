import { claimReviewItems, claimUnionReviewItems, releaseReviewItem } from '@wengong/contract';
import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { handle } from '../../../kernel/module.ts';
import { heldItem, presentOne } from '../held-item.ts';
import { changeItem } from '../items.store.ts';
import { presentCounts, presentExhibits } from '../moderation.present.ts';
import { claim, claimedBy, countQueue, type Filters, nextFree, type Scope } from './queue.store.ts';
import { palaceScope, unionScope } from './scope.ts';

/** A reviewer has so long for what they took; then others get it. */
const CLAIMED_MS = 10 * 60_000;

interface Wish extends Filters {
  readonly count: number;
}

export const claimReviewItemsAction = handle(claimReviewItems, ({ params, body, actor, tx, deps }) =>
  claimNext(tx, deps, palaceScope(params.palaceId), { ...body, by: actor.personId }),
);

export const claimUnionReviewItemsAction = handle(
  claimUnionReviewItems,
  async ({ params, body, actor, tx, deps }) =>
    claimNext(tx, deps, await unionScope(tx, deps, params.unionId), { ...body, by: actor.personId }),
);

export const releaseReviewItemAction = handle(releaseReviewItem, async ({ params, actor, tx, deps }) => {
  const item = await heldItem(tx, deps, params, actor);
  if (item.claimed_by === actor.personId) {
    await changeItem(tx, item, { claimed_by: null, claimed_until: null });
  }
  return presentOne(tx, deps, item);
});

/** One's own claims first, then the next that nobody has. */
async function claimNext(tx: Tx, deps: Deps, scope: Scope, wish: Wish & { readonly by: string }) {
  const now = deps.clock.now();
  const { by, count } = wish;
  const mine = await claimedBy(tx, scope, wish, { by, now, limit: count });
  const more =
    mine.length < count ? await nextFree(tx, scope, wish, { by, now, limit: count - mine.length }) : [];
  const until = new Date(now.getTime() + CLAIMED_MS);
  const items = [...mine, ...more].map((item) => ({ ...item, claimed_by: by, claimed_until: until }));
  await claim(tx, items, { by, until });
  return {
    items: await presentExhibits(tx, deps, items),
    counts: presentCounts(await countQueue(tx, scope, now)),
  };
}
