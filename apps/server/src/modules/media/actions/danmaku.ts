import { deleteMyDanmaku, listDanmaku, listMyDanmaku, sendDanmaku } from '@wengong/contract';
import { byId, decodeCursor, pageOf } from '../../../kernel/cursor.ts';
import { Problem } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { handle } from '../../../kernel/module.ts';
import { submitForReview, withdrawFromReview } from '../../moderation/index.ts';
import { assetById } from '../assets.store.ts';
import { MOST_A_DAY, MOST_A_MINUTE, screenForm, tidyRemark } from '../danmaku/danmaku.rules.ts';
import {
  countLately,
  crossing,
  deleteRemark,
  insertRemark,
  isClosed,
  lockRemark,
  remarkById,
  remarksOf,
  shownCount,
} from '../danmaku/danmaku.store.ts';

const MINUTE_S = 60;

const reviewKeyOf = (remark: { readonly palace_id: string; readonly id: string }) => ({
  palaceId: remark.palace_id,
  kind: 'danmaku' as const,
  subjectId: remark.id,
});

export const listDanmakuAction = handle(listDanmaku, async ({ params, query, reader }) => {
  const asset = await assetById(reader, params.videoId);
  if (asset?.visibility !== 'public') throw new Problem('not-found');
  const key = { palaceId: asset.palace_id, videoId: asset.id };
  if (await isClosed(reader, key)) return { items: [], open: false, total: 0 };
  const rows = await crossing(reader, asset.id, {
    fromMs: 0,
    untilMs: asset.duration_ms ?? 0,
    limit: query.limit,
  });
  return {
    items: rows.map(({ id, at_ms, text }) => ({ id, atMs: at_ms, text })),
    open: true,
    total: await shownCount(reader, key),
  };
});

export const sendDanmakuAction = handle(sendDanmaku, async ({ body, actor, tx, deps, now }) => {
  const asset = await assetById(tx, body.videoId);
  if (asset?.visibility !== 'public') throw new Problem('not-found');
  if (await isClosed(tx, { palaceId: asset.palace_id, videoId: asset.id }))
    throw new Problem('danmaku-closed');
  if (body.atMs >= (asset.duration_ms ?? 0)) throw new Problem('invalid-request', { details: 'atMs' });
  const text = tidyRemark(body.text);
  const screening = screenForm(text);
  if (screening === 'refuse') throw new Problem('danmaku-refused');
  const lately = await countLately(tx, actor.personId, now);
  if (lately.minute >= MOST_A_MINUTE || lately.day >= MOST_A_DAY) {
    throw new Problem('danmaku-too-many', {}, { retryAfter: MINUTE_S });
  }
  const id = newId();
  const submitted = await submitForReview(tx, deps, {
    ...reviewKeyOf({ palace_id: asset.palace_id, id }),
    ownerId: actor.personId,
    title: text,
    texts: [{ field: 'text', text }],
    review: screening === 'wait' ? 'always' : 'when-held',
  });
  const state = submitted.state === 'approved' ? 'shown' : 'waiting';
  await insertRemark(tx, {
    palace_id: asset.palace_id,
    id,
    asset_id: asset.id,
    person_id: actor.personId,
    at_ms: body.atMs,
    text,
    state,
    reason: '',
    created_at: now,
  });
  return { id, atMs: body.atMs, text, state } as const;
});

export const listMyDanmakuAction = handle(listMyDanmaku, async ({ query, actor, reader }) => {
  const [after] = decodeCursor(query.cursor, byId) ?? [];
  const rows = await remarksOf(reader, actor.personId, {
    videoId: query.videoId,
    after,
    limit: query.limit + 1,
  });
  const { shown, nextCursor } = pageOf(rows, query.limit, (row) => [row.id]);
  return {
    items: shown.map((row) => ({
      id: row.id,
      videoId: row.asset_id,
      videoTitle: row.video_title,
      atMs: row.at_ms,
      text: row.text,
      state: row.state,
      createdAt: row.created_at.toISOString(),
    })),
    nextCursor,
  };
});

export const deleteMyDanmakuAction = handle(deleteMyDanmaku, async ({ params, actor, tx, deps }) => {
  const mine = await remarkById(tx, params.danmakuId);
  if (mine?.person_id !== actor.personId) throw new Problem('not-found');
  await withdrawFromReview(tx, deps, { ...reviewKeyOf(mine), by: actor.personId });
  if ((await lockRemark(tx, mine.id)) !== undefined) await deleteRemark(tx, mine);
});
