import { deleteMyVideo, finishUpload, getMyVideo, listMyVideos, updateMyVideo } from '@wengong/contract';
import { byId, decodeCursor, pageOf } from '../../../kernel/cursor.ts';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { holdReview, requireClean, submitForReview, withdrawFromReview } from '../../moderation/index.ts';
import { assetsOfOwner, changeAsset, isHeld, lockAsset, seenAsset } from '../assets.store.ts';
import { textsOf } from '../media.review.ts';
import { captionedPlayback } from '../playback/captioned.ts';
import { removeVideo } from '../remove-video.ts';
import { takeIn } from '../uploads/take-in.ts';
import { usedBytes } from '../uploads/uploads.store.ts';
import { mineOf, showMine, showOneOfMine } from '../videos-seen.ts';

export const listMyVideosAction = handle(listMyVideos, async ({ query, actor, reader, deps }) => {
  const [after] = decodeCursor(query.cursor, byId) ?? [];
  const rows = await assetsOfOwner(reader, actor.personId, { after, limit: query.limit + 1 });
  const { shown, nextCursor } = pageOf(rows, query.limit, (row) => [row.id]);
  return {
    items: await showMine(reader, deps, shown),
    nextCursor,
    quota: {
      usedBytes: await usedBytes(reader, { ownerId: actor.personId }),
      limitBytes: deps.config.media.personBytes,
    },
  };
});

export const getMyVideoAction = handle(getMyVideo, async ({ params, actor, reader, deps, now }) => {
  const asset = await mineOf(reader, params.videoId, actor.personId);
  const playback =
    asset.visibility === 'taken_down'
      ? null
      : await captionedPlayback(reader, await seenAsset(reader, asset), {
          keys: deps.keys,
          audience: 'private',
          now,
        });
  return { ...(await showOneOfMine(reader, deps, asset)), playback };
});

/** The bytes are counted, and made durable, before anything is promised. */
export const finishUploadAction = handle(finishUpload, async ({ params, actor, reader, deps }) => {
  const asset = await mineOf(reader, params.videoId, actor.personId);
  if (!(await takeIn(deps, asset))) throw new Problem('upload-incomplete');
  return deps.db.transact(async (tx) =>
    showOneOfMine(tx, deps, await mineOf(tx, params.videoId, actor.personId)),
  );
});

export const updateMyVideoAction = handle(updateMyVideo, async ({ params, body, actor, tx, deps }) => {
  const { palace_id } = await mineOf(tx, params.videoId, actor.personId);
  const key = { palaceId: palace_id, videoId: params.videoId };
  const video = { palaceId: palace_id, kind: 'video', subjectId: params.videoId } as const;
  await holdReview(tx, video);
  const asset = await lockAsset(tx, key);
  if (asset === undefined) throw new Problem('not-found');
  if (asset.visibility !== 'private' || (await isHeld(tx, key))) throw new Problem('video-public');
  const { title, titleEn, description, ai } = body;
  await changeAsset(tx, key, {
    title: title ?? asset.title,
    title_en: titleEn ?? asset.title_en,
    description: description ?? asset.description,
    ai: ai ?? asset.ai,
  });
  const changed = await mineOf(tx, params.videoId, actor.personId);
  if (asset.status === 'ready' && asset.purpose === 'clip') {
    await submitForReview(tx, deps, {
      ...video,
      ownerId: actor.personId,
      title: changed.title,
      texts: textsOf(changed),
    });
  } else await requireClean(tx, { palaceId: palace_id, texts: textsOf(changed) });
  return showOneOfMine(tx, deps, changed);
});

export const deleteMyVideoAction = handle(deleteMyVideo, async ({ params, actor, tx, deps }) => {
  const { palace_id } = await mineOf(tx, params.videoId, actor.personId);
  const key = { palaceId: palace_id, videoId: params.videoId };
  await withdrawFromReview(tx, deps, {
    palaceId: palace_id,
    kind: 'video',
    subjectId: params.videoId,
    by: actor.personId,
  });
  const asset = await lockAsset(tx, key);
  if (asset === undefined) throw new Problem('not-found');
  if (asset.visibility === 'public' || (await isHeld(tx, key))) throw new Problem('video-in-use');
  await removeVideo(tx, deps, asset);
});
