import { listMailings } from '@wengong/contract';
import { decodeCursor, encodeCursor } from '../../../../kernel/cursor.ts';
import { handle } from '../../../../kernel/module.ts';
import { presentMailings } from '../mailings.present.ts';
import { mailingsOf } from '../mailings.store.ts';

export const listMailingsAction = handle(listMailings, async ({ params, query, reader, deps }) => {
  const { cursor, limit, ...wanted } = query;
  const [before] = decodeCursor(cursor, 1) ?? [];
  const rows = await mailingsOf(reader, params.palaceId, { ...wanted, before }, limit + 1);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: await presentMailings(reader, deps.keys, shown),
    nextCursor: rows.length > limit && last ? encodeCursor([last.id]) : null,
  };
});
