import { getPalaceVideo, listPalaceVideos, type StaffVideo, setVideoVisibility } from '@wengong/contract';
import { decodeCursor, encodeCursor } from '../../../kernel/cursor.ts';
import type { Reader, Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { peopleOf, recordAudit } from '../../identity/index.ts';
import { findPalace } from '../../network/index.ts';
import { type Asset, assetById, assetsOfPalace, seenAsset, withProcessing } from '../assets.store.ts';
import { presentForStaff } from '../media.present.ts';
import { playbackOf } from '../playback/playback.ts';
import { transcoderOf } from '../processing/transcoder.ts';
import { usedBytes } from '../uploads/uploads.store.ts';
import { publishVideo, takeDownVideo } from '../videos.ts';
import { receivedOf } from '../videos-seen.ts';

export const listPalaceVideosAction = handle(listPalaceVideos, async ({ params, query, reader, deps }) => {
  const [after] = decodeCursor(query.cursor, 1) ?? [];
  const { limit, status } = query;
  const rows = await assetsOfPalace(reader, params.palaceId, { after, limit: limit + 1, status });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const space = await deps.storage.space();
  return {
    items: await showForStaff(reader, deps, params.palaceId, shown),
    nextCursor: rows.length > limit && last !== undefined ? encodeCursor([last.id]) : null,
    storage: {
      usedBytes: await usedBytes(reader, { palaceId: params.palaceId }),
      limitBytes: deps.config.media.palaceBytes,
      freeBytes: space?.free ?? null,
    },
    transcoder: await transcoderOf(deps.config),
  };
});

export const getPalaceVideoAction = handle(getPalaceVideo, async ({ params, reader, deps, now }) => {
  const asset = await ofPalace(reader, params);
  const [shown] = await showForStaff(reader, deps, params.palaceId, [asset]);
  if (shown === undefined) throw new Problem('not-found');
  return { ...shown, playback: playbackOf(deps.keys, await seenAsset(reader, asset), 'private', now) };
});

export const setVideoVisibilityAction = handle(
  setVideoVisibility,
  async ({ params, body, actor, tx, deps, now }) => {
    const before = await ofPalace(tx, params);
    if (body.visibility === 'public') await publishVideo(tx, deps, params);
    else if (body.reason.length < 2) throw new Problem('reason-needed');
    else await takeDownVideo(tx, deps, params, body.reason);
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

/** A video of the palace. Throws `not-found`, also for another palace's. */
async function ofPalace(
  reader: Reader | Tx,
  { palaceId, videoId }: { palaceId: string; videoId: string },
): Promise<Asset> {
  const asset = await assetById(reader, videoId);
  if (asset?.palace_id !== palaceId) throw new Problem('not-found');
  return asset;
}

async function showForStaff(
  reader: Reader | Tx,
  deps: Deps,
  palaceId: string,
  assets: readonly Asset[],
): Promise<StaffVideo[]> {
  const palace = await findPalace(reader, palaceId);
  if (palace === undefined) throw new Problem('not-found');
  const seen = await withProcessing(reader, assets);
  const people = await peopleOf(
    reader,
    deps.keys,
    seen.map((asset) => asset.owner_id),
  );
  const now = deps.clock.now();
  return Promise.all(
    seen.map(async (asset) =>
      presentForStaff(asset, {
        keys: deps.keys,
        palace,
        received: await receivedOf(deps, asset),
        now,
        ownerName: people.get(asset.owner_id)?.displayName ?? '',
        counts: { plays: 0, external: [] },
      }),
    ),
  );
}
