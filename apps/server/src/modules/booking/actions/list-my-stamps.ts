import { listMyStamps } from '@wengong/contract';
import { byTime, decodeCursor, pageOf } from '../../../kernel/cursor.ts';
import { handle } from '../../../kernel/module.ts';
import { palacesByIds } from '../../network/index.ts';
import { presentStamp } from '../landmarks/landmarks.present.ts';
import { stampsOf } from '../landmarks/landmarks.store.ts';

export const listMyStampsAction = handle(listMyStamps, async ({ query, actor, reader }) => {
  const rows = await stampsOf(reader, actor.personId, decodeCursor(query.cursor, byTime), query.limit + 1);
  const { shown, nextCursor } = pageOf(rows, query.limit, (row) => [row.at, row.landmark_id]);
  const palaces = await palacesByIds(
    reader,
    shown.map((row) => row.palace_id),
  );
  return {
    items: shown.map((row) => presentStamp(row, palaces.get(row.palace_id))),
    nextCursor,
  };
});
