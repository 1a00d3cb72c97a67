/**
 * The child that touches files of strangers: started for one video, with limits, without the server's environment, in a
 * folder of its own. It takes one order, reports by messages, and ends.
 */
import { readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { AV_LOG_QUIET, Log } from 'node-av';
import type { Rung } from '../../media.tables.ts';
import type { Made, Order, Plan, Report, RungOrder } from '../orders.ts';
import { longestSegment, readPlaylist } from '../playlist.rules.ts';
import { check } from './check.ts';
import { encode } from './encode.ts';
import { probe } from './probe.ts';
import { refusalOf } from './refused.ts';
import { remux } from './remux.ts';

/** A source that can be entered less often than this is encoded, ms: seeking in it would be slow. */
const LONGEST_SEGMENT_MS = 12_000;
const PROGRESS_EVERY_MS = 500;

Log.setLevel(AV_LOG_QUIET);
process.once('message', (order: Order) => {
  void run(order)
    .catch((error: unknown) => {
      const refused = refusalOf(error);
      if (refused === null) throw error;
      return tell({ type: 'refused', failure: refused.failure, detail: refused.message.slice(0, 300) });
    })
    .then(() => process.exit(0));
});
// The worker is gone: nobody waits for this any more.
process.on('disconnect', () => process.exit(1));

async function run(order: Order): Promise<void> {
  if (order.op === 'probe') return tell({ type: 'probed', report: await probe(order.file) });
  const { plan } = order;
  let copy = plan.copy;
  let rungs = plan.rungs;
  if (copy !== null) {
    const folder = path.join(order.folder, 'playable');
    if (!(await playable(order.file, folder, copy, plan, order.skipPlayable))) {
      copy = null;
      rungs = plan.withoutCopy;
    }
  }
  const folder = path.join(order.folder, 'full');
  let last = 0;
  const encoding = await encode({ ...order, folder }, copy, rungs, (ms) => {
    if (performance.now() - last < PROGRESS_EVERY_MS) return;
    last = performance.now();
    const share = plan.durationMs > 0 ? Math.min(1, ms / plan.durationMs) : 0;
    void tell({ type: 'progress', stage: 'rungs', progress: Math.round(5 + share * 88) });
  });
  await tell({ type: 'progress', stage: 'verify', progress: 95 });
  const all = copy === null ? rungs : [copy, ...rungs];
  await tell({
    type: 'made',
    made: {
      folder,
      durationMs: await lengthOf(folder, all),
      rungs: await Promise.all(all.map((rung) => describe(folder, rung))),
      sprite: encoding.sprite ? plan.sprite : null,
      loudnessLufs: encoding.loudnessLufs,
    },
  });
}

/** Remuxes the source so that it can be watched at once. Returns whether it is fit for that. */
async function playable(
  file: string,
  folder: string,
  copy: RungOrder,
  plan: Plan,
  again: boolean,
): Promise<boolean> {
  await tell({ type: 'progress', stage: 'playable', progress: 2 });
  await remux(file, folder, copy.name, plan);
  const playlist = readPlaylist(await readFile(path.join(folder, copy.name, 'index.m3u8'), 'utf8'));
  if (playlist === null || longestSegment(playlist) > LONGEST_SEGMENT_MS) return false;
  const made: Made = {
    folder,
    durationMs: Math.round(playlist.segments.reduce((sum, segment) => sum + segment.durationMs, 0)),
    rungs: [await describe(folder, copy)],
    sprite: null,
    loudnessLufs: null,
  };
  if (again) await rm(folder, { recursive: true });
  else await tell({ type: 'playable', made });
  return true;
}

/** How long what was made is, ms: of its best quality. */
async function lengthOf(folder: string, [best]: readonly RungOrder[]): Promise<number> {
  const text = await readFile(path.join(folder, best?.name ?? '', 'index.m3u8'), 'utf8');
  return Math.round(readPlaylist(text)?.segments.reduce((sum, segment) => sum + segment.durationMs, 0) ?? 0);
}

async function describe(folder: string, order: RungOrder): Promise<Rung> {
  const file = path.join(folder, order.name, 'media.mp4');
  const { codecs, width, height } = await check(file);
  const playlist = readPlaylist(await readFile(path.join(folder, order.name, 'index.m3u8'), 'utf8'));
  const { size } = await stat(file);
  const ms = playlist?.segments.reduce((sum, segment) => sum + segment.durationMs, 0) ?? 0;
  return {
    name: order.name,
    width,
    height,
    codecs,
    bitrate: ms > 0 ? Math.ceil((size * 8000) / ms) : order.maxBitrate,
  };
}

const tell = (report: Report): Promise<void> =>
  new Promise((resolve) => {
    if (process.connected) process.send?.(report, () => resolve());
    else resolve();
  });
