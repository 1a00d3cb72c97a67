/**
 * The child that touches files of strangers: started for one video, with limits, without the server's environment, in a
 * folder of its own. It takes one order, reports by messages, and ends.
 */
import { link, mkdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Rung } from '../../media.tables.ts';
import type { Made, Order, Report, RungOrder } from '../orders.ts';
import { longestSegment, readPlaylist } from '../playlist.rules.ts';
import type { Engine } from './engine.ts';
import { openEngine } from './open-engine.ts';
import { Refused, refusalOf } from './refused.ts';

/** A source that can be entered less often than this is encoded, ms: seeking in it would be slow. */
const LONGEST_SEGMENT_MS = 12_000;
const PROGRESS_EVERY_MS = 500;

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
  const engine = await openEngine(order.transcoder);
  if (order.op === 'probe') return tell({ type: 'probed', report: await engine.probe(order.file) });
  const { plan } = order;
  const folder = path.join(order.folder, 'full');
  const playable = plan.copy === null ? null : await remuxed(engine, order, plan.copy);
  const copy = playable === null ? null : plan.copy;
  const rungs = copy === null ? plan.withoutCopy : plan.rungs;
  // With its sound as it will be, nothing of it is made or looked at a second time.
  const kept = playable !== null && (plan.copyAudio || !plan.hasAudio) ? playable.rungs : [];
  if (playable !== null) {
    for (const { name } of kept) await keep(path.join(playable.folder, name), path.join(folder, name));
    if (order.skipPlayable) await rm(playable.folder, { recursive: true });
    else await tell({ type: 'playable', made: playable });
  }
  const missing = kept.length > 0 ? null : copy;
  let last = 0;
  const encoding = await engine.encode({ ...order, folder }, missing, rungs, (ms) => {
    if (performance.now() - last < PROGRESS_EVERY_MS) return;
    last = performance.now();
    const share = plan.durationMs > 0 ? Math.min(1, ms / plan.durationMs) : 0;
    void tell({ type: 'progress', stage: 'rungs', progress: Math.round(5 + share * 88) });
  });
  await tell({ type: 'progress', stage: 'verify', progress: 95 });
  const made = missing === null ? rungs : [missing, ...rungs];
  await tell({
    type: 'made',
    made: {
      folder,
      durationMs: await lengthOf(folder, copy === null ? rungs : [copy, ...rungs]),
      rungs: [...kept, ...(await Promise.all(made.map((rung) => describe(engine, folder, rung))))],
      sprite: encoding.sprite ? plan.sprite : null,
      loudnessLufs: encoding.loudnessLufs,
    },
  });
}

/** The source remuxed, so that it can be watched at once; null when it is not fit for that. */
async function remuxed(
  engine: Engine,
  { file, folder: work, plan }: Extract<Order, { op: 'make' }>,
  copy: RungOrder,
): Promise<Made | null> {
  await tell({ type: 'progress', stage: 'playable', progress: 2 });
  const folder = path.join(work, 'playable');
  await engine.remux(file, folder, copy.name, plan);
  const playlist = readPlaylist(await readFile(path.join(folder, copy.name, 'index.m3u8'), 'utf8'));
  if (playlist === null || longestSegment(playlist) > LONGEST_SEGMENT_MS) return null;
  return {
    folder,
    durationMs: Math.round(playlist.segments.reduce((sum, segment) => sum + segment.durationMs, 0)),
    rungs: [await describe(engine, folder, copy)],
    sprite: null,
    loudnessLufs: null,
  };
}

/** Gives a quality's files a second name, since the first one is given away with them. */
async function keep(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const name of ['index.m3u8', 'media.mp4']) await link(path.join(from, name), path.join(to, name));
}

/** How long what was made is, ms: of its best quality. */
async function lengthOf(folder: string, [best]: readonly RungOrder[]): Promise<number> {
  const text = await readFile(path.join(folder, best?.name ?? '', 'index.m3u8'), 'utf8');
  return Math.round(readPlaylist(text)?.segments.reduce((sum, segment) => sum + segment.durationMs, 0) ?? 0);
}

async function describe(engine: Engine, folder: string, order: RungOrder): Promise<Rung> {
  const file = path.join(folder, order.name, 'media.mp4');
  const playlist = readPlaylist(await readFile(path.join(folder, order.name, 'index.m3u8'), 'utf8'));
  const ms = playlist?.segments.reduce((sum, segment) => sum + segment.durationMs, 0) ?? 0;
  const { codecs, width, height } = await engine.check(file, ms).catch((error: unknown) => {
    // Of what was made here the source is not the reason at once.
    const refused = refusalOf(error);
    throw refused === null ? error : new Refused('unverified', refused.message);
  });
  const { size } = await stat(file);
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
