import { getPalaceVideo, listPalaceVideos, setVideoVisibility } from '@wengong/contract';
import { byId, decodeCursor, pageOf } from '../../../kernel/cursor.ts';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { decideSubject } from '../../moderation/index.ts';
import { assetsOfPalace, seenAsset } from '../assets.store.ts';
import { captionedPlayback } from '../playback/captioned.ts';
import { transcoderOf } from '../processing/transcoder.ts';
import { usedBytes } from '../uploads/uploads.store.ts';
import { ofPalace, showForStaff } from '../videos-shown.ts';

export const listPalaceVideosAction = handle(listPalaceVideos, async ({ params, query, reader, deps }) => {
  const [after] = decodeCursor(query.cursor, byId) ?? [];
  const { limit, status } = query;
  const rows = await assetsOfPalace(reader, params.palaceId, { after, limit: limit + 1, status });
  const { shown, nextCursor } = pageOf(rows, limit, (row) => [row.id]);
  const space = await deps.storage.space();
  const transcoder = await transcoderOf(deps.config);
  return {
    items: await showForStaff(reader, deps, params.palaceId, shown),
    nextCursor,
    storage: {
      usedBytes: await usedBytes(reader, { palaceId: params.palaceId }),
      limitBytes: deps.config.media.palaceBytes,
      freeBytes: space?.free ?? null,
    },
    transcoder: transcoder?.kind ?? ('none' as const),
  };
});

export const getPalaceVideoAction = handle(getPalaceVideo, async ({ params, reader, deps, now }) => {
  const asset = await ofPalace(reader, params);
  const [shown] = await showForStaff(reader, deps, params.palaceId, [asset]);
  if (shown === undefined) throw new Problem('not-found');
  const seen = await seenAsset(reader, asset);
  const asking = { keys: deps.keys, audience: 'private', now } as const;
  return { ...shown, playback: await captionedPlayback(reader, seen, asking) };
});

export const setVideoVisibilityAction = handle(
  setVideoVisibility,
  async ({ params, body, actor, tx, deps, now }) => {
    const before = await ofPalace(tx, params);
    if (body.visibility !== 'public' && body.reason.length < 2) throw new Problem('reason-needed');
    await decideSubject(
      tx,
      deps,
      { palaceId: params.palaceId, kind: 'video', subjectId: params.videoId },
      {
        wish: body.visibility === 'public' ? 'show' : before.visibility === 'public' ? 'hide' : 'refuse',
        reasons: [],
        note: body.reason,
        by: actor.personId,
        now,
      },
    );
    const after = await ofPalace(tx, params);
    await recordAudit(tx, {
      palaceId: params.palaceId,
      actor,
      action: body.visibility === 'public' ? 'video.publish' : 'video.take-down',
      subject: { type: 'video', id: after.id },
      before: { visibility: before.visibility },
      after: { visibility: after.visibility, reason: after.visibility_reason },
      at: now,
    });
    const [shown] = await showForStaff(tx, deps, params.palaceId, [after]);
    if (shown === undefined) throw new Problem('not-found');
    return shown;
  },
);
