import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { videoLimits } from '@wengong/contract';
import type { Deps } from '../../../kernel/deps.ts';
import { newId } from '../../../kernel/ids.ts';
import { type Asset, assetById, changeAsset, lockAsset } from '../assets.store.ts';
import { incomingFolder } from '../uploads/incoming.ts';
import { roomToMake } from '../uploads/room.ts';
import { beat, type Lease, takeLease } from './leases.store.ts';
import type { Made, Plan, ProbeReport, Report, Transcoder } from './orders.ts';
import { keepOriginal } from './original.ts';
import {
  giveUp,
  LeaseLost,
  leaveUnpublished,
  revisionsOf,
  showPlayable,
  showReady,
  tryLater,
} from './outcome.ts';
import { bytesToMake, judgeProbe, planOf } from './plan.rules.ts';
import { storeRevision, verifyMade } from './publish-revision.ts';
import { type Outcome, runChild } from './run-child.ts';
import { lacksRoom, NoRoom } from './shortage.ts';
import { transcoderOf } from './transcoder.ts';

/** Beats within a lease: some may be lost. */
const BEATS = 6;

export const workFolder = (deps: Pick<Deps, 'config'>): string =>
  path.join(incomingFolder(deps.config), '..', 'work');

/** Takes one video that waits and processes it to its end. False when none waits. Throws only when the database is away. */
export async function processNext(deps: Deps): Promise<boolean> {
  const transcoder = await transcoderOf(deps.config);
  if (transcoder === null) return false;
  const lease = await take(deps);
  if (lease === null) return false;
  const folder = path.join(workFolder(deps), lease.leaseId);
  const work = new AbortController();
  const far: { stage: 'probe' | 'playable' | 'rungs' | 'verify'; progress: number } = {
    stage: 'probe',
    progress: 0,
  };
  const beating = setInterval(
    () => void keepLease(deps, lease, far, work),
    deps.config.media.leaseMs / BEATS,
  );
  try {
    await mkdir(folder, { recursive: true });
    const asset = await assetById(deps.db.reader, lease.videoId);
    if (asset === undefined) return true;
    const tell = async (stage: typeof far.stage, progress: number) => {
      const before = far.stage;
      Object.assign(far, { stage, progress });
      if (before !== stage) await keepLease(deps, lease, far, work);
    };
    await processLeased(deps, { lease, asset, folder, signal: work.signal, tell, transcoder });
  } catch (error) {
    if (!(error instanceof LeaseLost)) {
      const failed = { error: String(error), noRoom: await lacksRoom(deps, error) };
      await tryLater(deps, lease, failed).catch((again: unknown) =>
        deps.log.error({ err: again, videoId: lease.videoId }, 'media: a video waits for its lease to end'),
      );
    }
  } finally {
    clearInterval(beating);
    await rm(folder, { recursive: true, force: true });
  }
  return true;
}

interface Work {
  readonly lease: Lease;
  readonly asset: Asset;
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly transcoder: Transcoder;
  readonly tell: (stage: 'probe' | 'playable' | 'rungs' | 'verify', progress: number) => Promise<void>;
}

async function processLeased(deps: Deps, work: Work): Promise<void> {
  const { lease, asset, folder, signal, transcoder } = work;
  const key = await keepOriginal(deps, asset);
  const { file, release } = await deps.storage.checkOut(key);
  try {
    const limits = videoLimits[asset.purpose];
    const onReport = () => Promise.resolve();
    const probed = await runChild({
      order: { op: 'probe', transcoder, file: path.resolve(file) },
      folder,
      limits: { cpuSeconds: 60, wallMs: 180_000, memoryMib: 1500, fileMib: 1 },
      onReport,
      signal,
    });
    const report = probed.type === 'done' && probed.last.type === 'probed' ? probed.last.report : null;
    if (report === null) return settleUnfinished(deps, lease, probed);
    const failure = judgeProbe(report, limits);
    if (failure !== null) return giveUp(deps, lease, failure);
    const plan = planOf(report, asset.file_bytes, limits);
    const bytes = bytesToMake(plan, asset.file_bytes);
    if (!(await roomToMake(deps, bytes))) throw new NoRoom(`no room for ${bytes} bytes`);
    await make(deps, work, file, { report, plan });
  } finally {
    await release();
  }
}

async function make(
  deps: Deps,
  { lease, asset, folder, signal, tell, transcoder }: Work,
  file: string,
  { plan, report }: { plan: Plan; report: ProbeReport },
): Promise<void> {
  const size = sizeShown(plan, report);
  const [playable, full] = revisionsOf(lease.attempt);
  const onReport = async (said: Report) => {
    if (said.type === 'progress') await tell(said.stage, said.progress);
    if (said.type === 'playable') {
      await showPlayable(deps, lease, { ...(await store(deps, asset, plan, said.made, playable)), ...size });
      await tell('rungs', 5);
    }
  };
  const seconds = plan.durationMs / 1000;
  const ended = await runChild({
    order: {
      op: 'make',
      transcoder,
      file: path.resolve(file),
      folder: path.resolve(folder),
      plan,
      skipPlayable: asset.revision !== null,
    },
    folder,
    limits: {
      // Several times what the slowest honest video was seen to need.
      cpuSeconds: Math.ceil(120 + seconds * 15),
      wallMs: Math.ceil(600_000 + seconds * 60_000),
      memoryMib: 3000,
      fileMib: Math.ceil(64 + (asset.file_bytes / 1024 ** 2) * 2 + seconds * 0.5),
    },
    onReport,
    signal,
  });
  if (ended.type !== 'done' || ended.last.type !== 'made') return settleUnfinished(deps, lease, ended);
  const finished = await store(deps, asset, plan, ended.last.made, full);
  await showReady(deps, lease, { ...finished, ...size });
}

/** Verifies what was made and stores it. Throws when it is not whole. */
async function store(deps: Deps, asset: Asset, plan: Plan, made: Made, revision: number) {
  const bytes = await verifyMade(made, plan.durationMs);
  await storeRevision(deps.storage, asset.id, revision, made);
  return { made, revision, bytes };
}

async function settleUnfinished(deps: Deps, lease: Lease, outcome: Outcome): Promise<void> {
  if (outcome.type === 'refused') {
    // What was made of a good file on a full disk looks like what is made of a bad one.
    if (await lacksRoom(deps, outcome.detail)) throw new NoRoom(outcome.detail);
    // What did not stand the check may have been spoilt here: it is made once more before the file is blamed.
    if (outcome.failure === 'unverified' && lease.attempt - lease.withoutRoom < 2)
      throw new Error(outcome.detail);
    deps.log.info(
      { videoId: lease.videoId, failure: outcome.failure, detail: outcome.detail },
      'media: refused',
    );
    return giveUp(deps, lease, outcome.failure);
  }
  // What kills its child again and again is no accident.
  const detail = outcome.type === 'crashed' ? outcome.detail : 'no result';
  const killed = /^SIG(SEGV|ABRT|BUS|ILL|FPE)/.test(detail);
  if (!killed || lease.attempt < 2) throw new Error(detail);
  await giveUp(deps, lease, 'unreadable');
}

/** Width and height as they are shown. */
function sizeShown(
  { copy, rungs, rotation }: Plan,
  { video }: ProbeReport,
): { width: number; height: number } {
  const best = copy ?? rungs[0];
  const [width, height] = [video?.width ?? best?.width ?? 1, video?.height ?? best?.height ?? 1];
  return rotation % 180 === 0 ? { width, height } : { width: height, height: width };
}

async function take(deps: Deps): Promise<Lease | null> {
  return deps.db.transact(async (tx) => {
    const now = deps.clock.now();
    const lease = await takeLease(tx, {
      leaseId: newId(),
      now,
      until: new Date(now.getTime() + deps.config.media.leaseMs),
    });
    if (lease === null) return null;
    const asset = await lockAsset(tx, lease);
    if (asset?.status === 'waiting') await changeAsset(tx, lease, { status: 'processing' });
    // A worker that died may have left something; one that is only thought dead has ended within the hour.
    if (asset !== undefined && lease.attempt > 1)
      await leaveUnpublished(tx, asset, lease.attempt - 1, new Date(now.getTime() + 3_600_000));
    return lease;
  });
}

/** Holds the lease a little longer; stops the work when it was lost. */
async function keepLease(
  deps: Deps,
  lease: Lease,
  far: { stage: 'probe' | 'playable' | 'rungs' | 'verify'; progress: number },
  work: AbortController,
): Promise<void> {
  const now = deps.clock.now();
  const until = new Date(now.getTime() + deps.config.media.leaseMs);
  const kept = await deps.db
    .transact((tx) => beat(tx, lease, { now, until, ...far }))
    // The database is away: whether the lease is lost will be seen when it is back.
    .catch(() => true);
  if (!kept) work.abort();
}
