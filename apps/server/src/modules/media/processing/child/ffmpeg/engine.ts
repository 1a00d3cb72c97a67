import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Plan, RungOrder } from '../../orders.ts';
import {
  type Encoding,
  type Engine,
  endsEarly,
  groupOf,
  posterAt,
  posterFilter,
  rungFilter,
  spriteFilter,
} from '../engine.ts';
import { Refused } from '../refused.ts';
import { SEGMENT_S } from '../segment.ts';
import { codecsOf } from './codecs.ts';
import { strictly } from './input.ts';
import { outTime, probe } from './probe.ts';
import { type Programs, run } from './run.ts';

/** Where what was made must show something. */
const PLACES = [0, 0.5, 0.95];
const LOUDNESS = 'loudness.txt';
const QUIET = ['-nostdin', '-y', '-v', 'error', '-progress', 'pipe:1'];

/** FFmpeg's own programs, each run within the limits of this process. */
export const ffmpegEngine = (programs: Programs): Engine => ({
  probe: (file) => probe(programs, file),
  remux: async (file, folder, name, plan) => {
    await mkdir(path.join(folder, name), { recursive: true });
    let end = 0;
    const args = [
      ...QUIET,
      ...strictly(file),
      ...most(plan),
      ...copied(plan),
      ...hls(path.join(folder, name)),
    ];
    await run(programs.ffmpeg, args, (line) => {
      end = outTime(line) ?? end;
    });
    requireWithin(end, plan);
  },
  encode: (order, copy, rungs, onTime) => encode(programs, order, copy, rungs, onTime),
  check: (file, durationMs) => check(programs, file, durationMs),
});

/** One process decodes once and writes everything. */
async function encode(
  { ffmpeg }: Programs,
  { file, folder, plan }: { readonly file: string; readonly folder: string; readonly plan: Plan },
  copy: RungOrder | null,
  rungs: readonly RungOrder[],
  onTime: (ms: number) => void,
): Promise<Encoding> {
  await mkdir(folder, { recursive: true });
  for (const { name } of copy === null ? rungs : [copy, ...rungs])
    await mkdir(path.join(folder, name), { recursive: true });
  const sprite = plan.sprite.count > 0;
  const loudness = path.join(folder, LOUDNESS);
  let end = 0;
  const args = argumentsOf({ file, folder, plan }, copy, rungs);
  const onLine = (line: string) => {
    const at = outTime(line);
    if (at === undefined) return;
    end = at;
    onTime(at);
  };
  // In the folder, so that the name of the file that a filter writes needs no quoting.
  await run(ffmpeg, args, onLine, folder);
  requireWithin(end, plan);
  if (endsEarly(end, plan.durationMs))
    throw new Refused('unreadable', `ends at ${Math.round(end)} ms of ${plan.durationMs} ms`);
  const poster = await sizeOf(path.join(folder, 'poster.jpg'));
  if (poster === 0) throw new Refused('unreadable', 'not one picture could be decoded');
  const made = sprite && (await sizeOf(path.join(folder, 'sprite.jpg'))) > 0;
  const loudnessLufs = plan.hasAudio ? await loudnessIn(loudness) : null;
  await rm(loudness, { force: true });
  return { loudnessLufs, sprite: made };
}

function argumentsOf(
  { file, folder, plan }: { readonly file: string; readonly folder: string; readonly plan: Plan },
  copy: RungOrder | null,
  rungs: readonly RungOrder[],
): string[] {
  const outputs = rungs.map((_, index) => `[v${index}]`);
  const filters = [
    `[0:V:0]split=${rungs.length + 2}${rungs.map((_, index) => `[s${index}]`).join('')}[sp][ss]`,
    ...rungs.map((rung, index) => `[s${index}]${rungFilter(rung, plan)}${outputs[index]}`),
    `[sp]${posterFrames(plan)},${posterFilter(plan)}[poster]`,
    `[ss]${spriteFilter(plan)}[sprite]`,
  ];
  const group = groupOf(plan, SEGMENT_S);
  return [
    ...QUIET,
    '-noautorotate',
    ...strictly(file, plan.maxPixels),
    ...['-filter_complex', filters.join(';')],
    ...(copy === null ? [] : [...most(plan), ...copied(plan), ...hls(path.join(folder, copy.name))]),
    ...rungs.flatMap((rung, index) => [
      ...most(plan),
      ...['-map', outputs[index] ?? '', ...sound(plan)],
      ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '24', '-profile:v', 'main', '-g', String(group)],
      ...['-maxrate', String(rung.maxBitrate), '-bufsize', String(rung.maxBitrate * 2)],
      ...['-x264-params', 'scenecut=0:open-gop=0', ...hls(path.join(folder, rung.name))],
    ]),
    // The picture after the black beginning overwrites the first one.
    ...[
      '-map',
      '[poster]',
      '-fps_mode',
      'vfr',
      '-frames:v',
      '2',
      '-update',
      '1',
      '-q:v',
      '4',
      path.join(folder, 'poster.jpg'),
    ],
    ...[
      '-map',
      '[sprite]',
      '-fps_mode',
      'vfr',
      '-frames:v',
      '1',
      '-update',
      '1',
      '-q:v',
      '4',
      path.join(folder, 'sprite.jpg'),
    ],
    ...(plan.hasAudio
      ? [
          ...most(plan),
          ...['-map', '0:a:0?', '-af'],
          `ebur128=metadata=1:framelog=verbose,ametadata=mode=print:key=lavfi.r128.I:file=${LOUDNESS}`,
          ...['-f', 'null', '-'],
        ]
      : []),
  ];
}

/** The first picture, and the one behind the beginning, which is often black: no others, since each would be scaled. */
function posterFrames({ durationMs }: Plan): string {
  const at = posterAt(durationMs) / 1000;
  return `select=eq(n\\,0)+gte(t\\,${at})*lt(prev_selected_t\\,${at})`;
}

/** A second more than is allowed is read, to see that there is more. */
const most = ({ maxDurationMs }: Plan): string[] => ['-t', String(maxDurationMs / 1000 + 1)];

const sound = ({ hasAudio, copyAudio }: Plan): string[] => {
  if (!hasAudio) return ['-an'];
  return ['-map', '0:a:0?', ...(copyAudio ? ['-c:a', 'copy'] : ['-c:a', 'aac', '-b:a', '128k', '-ac', '2'])];
};

const copied = (plan: Plan): string[] => [
  ...['-map', '0:V:0', '-c:v', 'copy'],
  ...(plan.copyAudio ? ['-map', '0:a:0?', '-c:a', 'copy'] : sound(plan)),
];

const hls = (folder: string): string[] => [
  ...['-f', 'hls', '-hls_segment_type', 'fmp4', '-hls_flags', 'single_file', '-hls_playlist_type', 'vod'],
  ...['-hls_time', String(SEGMENT_S), '-hls_segment_filename', path.join(folder, 'media.mp4')],
  path.join(folder, 'index.m3u8'),
];

function requireWithin(endMs: number, plan: Plan): void {
  if (endMs > plan.maxDurationMs + 500) throw new Refused('too-long', 'longer than it says');
}

async function loudnessIn(file: string): Promise<number | null> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const last = text.lastIndexOf('lavfi.r128.I=');
  const value = last < 0 ? Number.NaN : Number.parseFloat(text.slice(last + 13));
  return Number.isFinite(value) && value > -69 ? value : null;
}

/** One process looks at all places, from the key frame before each; every picture is a line, its size another. */
async function check({ ffmpeg }: Programs, file: string, durationMs: number) {
  const inputs = PLACES.flatMap((share) => [
    ...['-threads', '1', '-noaccurate_seek', '-ss', String((durationMs / 1000) * share)],
    ...strictly(file),
  ]);
  const outputs = PLACES.flatMap((_, n) => [
    '-map',
    `${n}:V:0`,
    '-frames:v',
    '1',
    '-f',
    'framecrc',
    'pipe:1',
  ]);
  let seen = 0;
  let [width, height] = [0, 0];
  await run(ffmpeg, ['-nostdin', '-v', 'error', ...inputs, ...outputs], (line) => {
    if (/^0,/.test(line)) seen++;
    const size = /^#dimensions 0: (\d+)x(\d+)$/.exec(line);
    if (size !== null) [width, height] = [Number(size[1]), Number(size[2])];
  });
  if (seen < PLACES.length)
    throw new Refused('unverified', `${file}: something to see at ${seen} places only`);
  return { codecs: await codecsOf(file), width, height };
}

const sizeOf = async (file: string): Promise<number> =>
  (await readFile(file).catch(() => Buffer.alloc(0))).length;
