import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { videoLimits } from '@wengong/contract';
import type { Plan, RungOrder, Transcoder } from '../apps/server/src/modules/media/processing/orders.ts';
import { judgeProbe, planOf } from '../apps/server/src/modules/media/processing/plan.rules.ts';
import { runChild } from '../apps/server/src/modules/media/processing/run-child.ts';
import { findPrograms } from '../apps/server/src/modules/media/processing/transcoder.ts';
import { Refusal } from '../tools/refusal.ts';
import { report } from './harness.ts';
import { phoneClip } from './video-clip.ts';

const CLIP_S = 60;
const LIMITS = { cpuSeconds: 600, wallMs: 1_800_000, memoryMib: 3000, fileMib: 500 };
const TICKS_A_SECOND = 100;

/**
 * Processor seconds a second of film for everything that is made of a clip (probe, remux, every quality, poster, sprite,
 * loudness, verification, each in its limited child), beside one plain ffmpeg that writes the same qualities, and beside
 * one ffmpeg a quality. With FFmpeg's programs where this machine has them, since the plain ones are those.
 */
export async function benchTranscode(): Promise<void> {
  const programs = await findPrograms(process.env.PATH ?? '');
  const folder = await mkdtemp(join(tmpdir(), 'wengong-transcode-'));
  const file = join(folder, 'clip.mp4');
  try {
    const bytes = await phoneClip(CLIP_S);
    await writeFile(file, bytes);
    const node: Transcoder = { kind: 'node-av' };
    const withPackage = await make(node, file, folder, bytes.length);
    if (programs?.kind !== 'ffmpeg') {
      report('transcode', { metric: 'node_av', value: withPackage.cpu / CLIP_S, unit: 'cpu_s_per_media_s' });
      throw new Refusal(
        '要与 ffmpeg 比较，请先安装 5.1 以上的 ffmpeg',
        'To compare with a plain ffmpeg install ffmpeg 5.1 or newer',
      );
    }
    const made = await make(programs, file, folder, bytes.length);
    const one = await cpuOf(() => plainly(programs.ffmpeg, file, folder, made.plan, made.plan.rungs, true));
    const three = await cpuOf(async () => {
      await plainly(programs.ffmpeg, file, folder, made.plan, [], true);
      for (const rung of made.plan.rungs)
        await plainly(programs.ffmpeg, file, folder, made.plan, [rung], false);
    });
    const baseline = { name: 'one plain ffmpeg of the same qualities', value: one / CLIP_S };
    const unit = 'cpu_s_per_media_s';
    report('transcode', { metric: 'ffmpeg', value: made.cpu / CLIP_S, unit, baseline });
    const apart = { name: 'one ffmpeg a quality', value: three / CLIP_S };
    report('transcode', { metric: 'ffmpeg_beside_three', value: made.cpu / CLIP_S, unit, baseline: apart });
    report('transcode', { metric: 'node_av', value: withPackage.cpu / CLIP_S, unit, baseline });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Everything that the worker has a child do. */
async function make(transcoder: Transcoder, file: string, folder: string, bytes: number) {
  const work = join(folder, transcoder.kind);
  await mkdir(work);
  let plan: Plan | null = null;
  const cpu = await cpuOf(async () => {
    const signal = new AbortController().signal;
    const common = { folder: work, limits: LIMITS, onReport: async () => undefined, signal };
    const probed = await runChild({ order: { op: 'probe', transcoder, file }, ...common });
    if (probed.type !== 'done' || probed.last.type !== 'probed') throw new Error(JSON.stringify(probed));
    const { report: seen } = probed.last;
    if (judgeProbe(seen, videoLimits.clip) !== null) throw new Error('the clip is refused');
    plan = planOf(seen, bytes, videoLimits.clip);
    const order = { op: 'make', transcoder, file, folder: work, plan, skipPlayable: false } as const;
    const ended = await runChild({ order, ...common });
    if (ended.type !== 'done' || ended.last.type !== 'made') throw new Error(JSON.stringify(ended));
  });
  if (plan === null) throw new Error('there is a plan');
  return { cpu, plan: plan as Plan };
}

/** As by hand: the source's own quality copied, the others encoded behind a split, HLS in single files. */
async function plainly(
  ffmpeg: string,
  file: string,
  folder: string,
  plan: Plan,
  rungs: readonly RungOrder[],
  copy: boolean,
): Promise<void> {
  const hls = async (name: string) => {
    const place = join(folder, 'plain', name);
    await mkdir(place, { recursive: true });
    return [
      ...['-c:a', 'copy', '-f', 'hls', '-hls_segment_type', 'fmp4', '-hls_flags', 'single_file'],
      ...['-hls_playlist_type', 'vod', '-hls_time', '4', '-hls_segment_filename', join(place, 'media.mp4')],
      join(place, 'index.m3u8'),
    ];
  };
  const filters = [
    `[0:v]split=${rungs.length}${rungs.map((_, n) => `[s${n}]`).join('')}`,
    ...rungs.map((rung, n) => `[s${n}]scale=${rung.width}:${rung.height}[v${n}]`),
  ];
  const args = ['-nostdin', '-y', '-v', 'error', '-i', file];
  if (rungs.length > 0) args.push('-filter_complex', filters.join(';'));
  if (copy && plan.copy !== null)
    args.push('-map', '0:v', '-map', '0:a', '-c:v', 'copy', ...(await hls(plan.copy.name)));
  for (const [n, rung] of rungs.entries()) {
    args.push('-map', `[v${n}]`, '-map', '0:a', '-c:v', 'libx264', '-preset', 'veryfast', '-crf', '24');
    args.push(
      '-profile:v',
      'main',
      '-maxrate',
      String(rung.maxBitrate),
      '-bufsize',
      String(rung.maxBitrate * 2),
    );
    args.push('-g', '50', '-x264-params', 'scenecut=0:open-gop=0', ...(await hls(rung.name)));
  }
  await promisify(execFile)(ffmpeg, args);
}

/** Processor seconds that the children of this process used meanwhile. */
async function cpuOf(work: () => Promise<void>): Promise<number> {
  const before = childrensTicks();
  await work();
  return (childrensTicks() - before) / TICKS_A_SECOND;
}

/** Of children that have ended, as Linux counts them (proc(5): cutime, cstime). */
function childrensTicks(): number {
  const stat = readFileSync('/proc/self/stat', 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[13]) + Number(fields[14]);
}
