import { setTimeout as delay } from 'node:timers/promises';
import type { VideoFailure } from '@wengong/contract';
import { isConnectionLoss, type Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { submitForReview } from '../../moderation/index.ts';
import { type Asset, changeAsset, isHeld, lockAsset } from '../assets.store.ts';
import { insertLitter } from '../litter.store.ts';
import { assetFailed, assetReady } from '../media.events.ts';
import { textsOf } from '../media.review.ts';
import { factOf } from '../videos.ts';
import { deleteJob } from './jobs.store.ts';
import { confirmLease, type Lease, putOff } from './leases.store.ts';
import type { Made } from './orders.ts';
import { insertRevision } from './revisions.store.ts';

/** Somebody may be playing what is replaced: its addresses live for a day. */
const REPLACED_LIVES_MS = 36 * 3_600_000;
/** What cannot become a video is kept for a while, in case somebody asks. */
const REFUSED_LIVES_MS = 24 * 3_600_000;
/** Tries at what ought to work, before the video is given up. */
const MOST_TRIES = 6;
const LONGEST_WAIT_MS = 1_800_000;

/** Numbers of an attempt alone: of what can be watched early, and of the whole. */
export const revisionsOf = (attempt: number): readonly [playable: number, full: number] => [
  attempt * 2 - 1,
  attempt * 2,
];

/** The lease ran out and somebody else works on the video: what this worker made is void. */
export class LeaseLost extends Error {}

export interface Finished {
  readonly made: Made;
  readonly revision: number;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
}

/** The first quality can be watched; the rest is being made. */
export const showPlayable = (deps: Deps, lease: Lease, { made, revision, bytes }: Finished): Promise<void> =>
  settle(deps, lease, async (tx) => {
    const now = deps.clock.now();
    await insertRevision(tx, lease, { revision, extent: 'playable', made, bytes, now });
    await changeAsset(tx, lease, { revision, duration_ms: Math.max(1, made.durationMs) });
  });

/** Swaps in the verified revision: from now on the video is ready. One transaction. */
export const showReady = (deps: Deps, lease: Lease, finished: Finished): Promise<void> =>
  settle(deps, lease, async (tx, asset) => {
    const now = deps.clock.now();
    const { made, revision, bytes, width, height } = finished;
    const durationMs = Math.max(1, made.durationMs);
    await insertRevision(tx, lease, { revision, extent: 'full', made, bytes, now });
    await changeAsset(tx, lease, {
      status: 'ready',
      revision,
      duration_ms: durationMs,
      width,
      height,
      ready_at: now,
    });
    if (asset.revision !== null) {
      const until = new Date(now.getTime() + REPLACED_LIVES_MS);
      await insertLitter(tx, `vod/${asset.id}/r${asset.revision}/`, until);
    }
    await deleteJob(tx, lease);
    // What somebody entered elsewhere is reviewed there.
    if (asset.purpose === 'clip' && !(await isHeld(tx, lease))) {
      await submitForReview(tx, deps, {
        palaceId: asset.palace_id,
        kind: 'video',
        subjectId: asset.id,
        ownerId: asset.owner_id,
        title: asset.title,
        texts: textsOf(asset),
        whenBlocked: 'hold',
      });
    }
    await deps.bus.emit(tx, assetReady, { ...factOf(asset), durationMs, purpose: asset.purpose });
  });

/** The file is the reason: said once, and not tried again. */
export const giveUp = (deps: Deps, lease: Lease, failure: VideoFailure): Promise<void> =>
  settle(deps, lease, async (tx, asset) => {
    const until = new Date(deps.clock.now().getTime() + REFUSED_LIVES_MS);
    await changeAsset(tx, lease, { status: 'failed', failure, revision: null });
    for (const prefix of [`vod/${asset.id}/`, `originals/${asset.id}/`])
      await insertLitter(tx, prefix, until);
    await deleteJob(tx, lease);
    await deps.bus.emit(tx, assetFailed, { ...factOf(asset), failure });
  });

/**
 * Something here did not work: the video waits, longer each time, and in the end is given up with an explanation; for room
 * it waits as long as there is none.
 */
export async function tryLater(
  deps: Deps,
  lease: Lease,
  { error, noRoom }: { readonly error: string; readonly noRoom: boolean },
): Promise<void> {
  deps.log.warn(
    { videoId: lease.videoId, attempt: lease.attempt, error, noRoom },
    'media: a video is put off',
  );
  const counted = lease.attempt - lease.withoutRoom;
  if (!noRoom && counted >= MOST_TRIES) return giveUp(deps, lease, 'unverified');
  const tries = noRoom ? lease.withoutRoom + 1 : counted;
  const now = deps.clock.now();
  const notBefore = new Date(now.getTime() + Math.min(30_000 * 2 ** (tries - 1), LONGEST_WAIT_MS));
  await settle(deps, lease, async (tx, asset) => {
    await putOff(tx, lease, { notBefore, error, noRoom });
    await changeAsset(tx, lease, { status: 'waiting' });
    await leaveUnpublished(tx, asset, lease.attempt, now);
  });
}

/** Leaves to be deleted what an attempt stored of revisions that were never published: on a full disk it counts. */
export async function leaveUnpublished(tx: Tx, asset: Asset, attempt: number, from: Date): Promise<void> {
  for (const revision of revisionsOf(attempt))
    if (revision !== asset.revision) await insertLitter(tx, `vod/${asset.id}/r${revision}/`, from);
}

/**
 * Writes what became of a video, only while the lease is held. While the database is away it waits: what took minutes to
 * make is not thrown away for a restart of seconds. Throws LeaseLost.
 */
async function settle(
  deps: Deps,
  lease: Lease,
  write: (tx: Tx, asset: Asset) => Promise<void>,
): Promise<void> {
  for (let wait = 1000; ; wait *= 2) {
    try {
      return await deps.db.transact(async (tx) => {
        const asset = await lockAsset(tx, lease);
        if (asset === undefined || !(await confirmLease(tx, lease))) throw new LeaseLost('the lease is lost');
        await write(tx, asset);
      });
    } catch (error) {
      if (!isConnectionLoss(error) || wait > 16_000) throw error;
      await delay(wait);
    }
  }
}
