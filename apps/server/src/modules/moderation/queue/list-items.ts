import { getReviewItem, listReviewItems, listUnionReviewItems, type ReviewQueue } from '@wengong/contract';
import { z } from 'zod';
import { byTime, cursorInstant, decodeCursor, pageOf } from '../../../kernel/cursor.ts';
import type { Reader } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { type Item, itemById } from '../items.store.ts';
import { presentCounts, presentExhibits, presentItems } from '../moderation.present.ts';
import { countQueue, decidedItems, type Filters, type Scope, waitingItems } from './queue.store.ts';
import { palaceScope, unionScope } from './scope.ts';

type Query = Filters & {
  readonly state?: Item['state'] | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
};

export const listReviewItemsAction = handle(listReviewItems, ({ params, query, reader, deps }) =>
  listQueue(reader, deps, palaceScope(params.palaceId), query),
);

export const listUnionReviewItemsAction = handle(
  listUnionReviewItems,
  async ({ params, query, reader, deps }) =>
    listQueue(reader, deps, await unionScope(reader, deps, params.unionId), query),
);

export const getReviewItemAction = handle(getReviewItem, async ({ params, reader, deps }) => {
  const item = await itemById(reader, params.itemId);
  if (item?.palace_id !== params.palaceId) throw new Problem('not-found');
  const [shown] = await presentExhibits(reader, deps, [item]);
  if (shown === undefined) throw new Problem('not-found');
  return shown;
});

const byWait = z.tuple([z.boolean(), cursorInstant, z.uuid()]);

async function listQueue(reader: Reader, deps: Deps, scope: Scope, query: Query): Promise<ReviewQueue> {
  const { state } = query;
  const limit = query.limit + 1;
  const rows =
    state === undefined
      ? await waitingItems(reader, scope, query, { after: decodeCursor(query.cursor, byWait), limit })
      : await decidedItems(
          reader,
          scope,
          { ...query, state },
          { after: decodeCursor(query.cursor, byTime), limit },
        );
  const { shown, nextCursor } = pageOf(rows, query.limit, (item) => keyOf(item, state));
  return {
    items: await presentItems(reader, deps, shown),
    nextCursor,
    counts: presentCounts(await countQueue(reader, scope, deps.clock.now())),
  };
}

const keyOf = (item: Item, state: Item['state'] | undefined) =>
  state === undefined
    ? [item.front, item.waiting_since ?? item.submitted_at, item.id]
    : [item.decided_at ?? item.submitted_at, item.id];
