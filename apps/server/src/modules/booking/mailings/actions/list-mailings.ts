import { listMailings } from '@wengong/contract';
import { byId, decodeCursor, pageOf } from '../../../../kernel/cursor.ts';
import { handle } from '../../../../kernel/module.ts';
import { presentMailings } from '../mailings.present.ts';
import { mailingsOf } from '../mailings.store.ts';

export const listMailingsAction = handle(listMailings, async ({ params, query, reader, deps }) => {
  const { cursor, limit, ...wanted } = query;
  const [before] = decodeCursor(cursor, byId) ?? [];
  const rows = await mailingsOf(reader, params.palaceId, { ...wanted, before }, limit + 1);
  const { shown, nextCursor } = pageOf(rows, limit, (row) => [row.id]);
  return {
    items: await presentMailings(reader, deps.keys, shown),
    nextCursor,
  };
});
