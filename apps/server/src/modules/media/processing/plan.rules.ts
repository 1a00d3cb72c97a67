import type { VideoFailure, VideoLimits } from '@wengong/contract';
import type { Sprite } from '../media.tables.ts';
import type { Plan, ProbeReport, RungOrder } from './orders.ts';

/** Shorter sides that are made, with the most they may take, bits a second. */
const LADDER = [
  { side: 720, maxBitrate: 2_500_000 },
  { side: 480, maxBitrate: 1_200_000 },
  { side: 360, maxBitrate: 650_000 },
] as const;
/** A source is played as it is up to this size and rate. */
const COPY_SIDE = 1080;
const COPY_BITRATE = 6_000_000;

/** A shorter video shows nothing, and nothing of it could be verified. */
const SHORTEST_MS = 300;
const VIDEO_CODECS = [
  'h264',
  'hevc',
  'vp8',
  'vp9',
  'av1',
  'mpeg4',
  'mpeg2video',
  'mjpeg',
  'h263',
  'prores',
  'flv1',
];

const SOUND_BITRATE = 128_000;
/** Poster and sprite, at most. */
const PICTURES_BYTES = 1024 ** 2;

const SPRITE_SIDE = 160;
const POSTER_SIDE = 1280;
const SPRITE_COLUMNS = 10;
const SPRITE_MOST = 100;

/** Why a probed file cannot become a video; null when it can. */
export function judgeProbe({ video, durationMs }: ProbeReport, limits: VideoLimits): VideoFailure | null {
  if (video === null) return 'no-picture';
  if (!VIDEO_CODECS.includes(video.codec)) return 'format-refused';
  if (video.width < 16 || video.height < 16) return 'unreadable';
  if (video.width * video.height > limits.maxPixels) return 'too-many-pixels';
  if (durationMs > limits.maxDurationMs) return 'too-long';
  if (durationMs < SHORTEST_MS) return 'too-short';
  return null;
}

/** What is to be made of a file that passed `judgeProbe`. `fileBytes` tells its mean bit rate. */
export function planOf(report: ProbeReport, fileBytes: number, limits: VideoLimits): Plan {
  const { video, audio, durationMs } = report;
  if (video === null) throw new Error('a plan needs pictures');
  const upright = video.rotation % 180 === 0;
  const width = upright ? video.width : video.height;
  const height = upright ? video.height : video.width;
  const side = Math.min(width, height);
  const bitrate = Math.ceil((fileBytes * 8000) / durationMs);
  const copyable =
    video.codec === 'h264' &&
    video.plain &&
    video.packaged &&
    video.rotation === 0 &&
    side <= COPY_SIDE &&
    bitrate <= COPY_BITRATE;
  const encoded = (below: number): RungOrder[] =>
    LADDER.filter((rung) => rung.side < below).map((rung) => ({
      name: String(rung.side),
      ...fit(width, height, rung.side),
      maxBitrate: rung.maxBitrate,
    }));
  const whole = encoded(side + 1);
  return {
    copy: copyable ? { name: String(side), width, height, maxBitrate: bitrate } : null,
    // A rung just below the source would cost an encode and show no difference.
    rungs: copyable ? encoded(Math.floor(side * 0.9)).slice(0, 2) : orOwn(whole, width, height),
    withoutCopy: orOwn(whole, width, height),
    rotation: video.rotation,
    framesPerSecond: video.framesPerSecond > 0 && video.framesPerSecond <= 240 ? video.framesPerSecond : 0,
    copyAudio: audio !== null && audio.codec === 'aac' && audio.packaged && audio.channels <= 2,
    hasAudio: audio !== null,
    maxDurationMs: limits.maxDurationMs,
    maxPixels: limits.maxPixels,
    durationMs,
    sprite: spriteOf(width, height, durationMs),
    poster: within(width, height, POSTER_SIDE),
  };
}

/** What making it will take on the disk at most, bytes, beside the source itself. */
export function bytesToMake({ copy, rungs, withoutCopy, durationMs }: Plan, fileBytes: number): number {
  // Until its sound is known to stay, the copy is made twice.
  const copied = copy === null ? 0 : fileBytes * 2;
  const encoded = (copy === null ? withoutCopy : rungs).reduce(
    (sum, { maxBitrate }) => sum + ((maxBitrate + SOUND_BITRATE) * durationMs) / 8000,
    0,
  );
  return Math.ceil(copied + encoded) + PICTURES_BYTES;
}

/** A source smaller than the ladder is encoded at its own size. */
function orOwn(rungs: readonly RungOrder[], width: number, height: number): readonly RungOrder[] {
  if (rungs.length > 0) return rungs;
  const side = Math.min(width, height);
  return [{ name: String(side), ...fit(width, height, side), maxBitrate: 650_000 }];
}

function spriteOf(width: number, height: number, durationMs: number): Sprite {
  const everyMs = Math.max(1000, Math.ceil(durationMs / SPRITE_MOST / 1000) * 1000);
  const count = Math.max(1, Math.ceil(durationMs / everyMs));
  return { columns: Math.min(SPRITE_COLUMNS, count), ...within(width, height, SPRITE_SIDE), everyMs, count };
}

/** The size at which the shorter side is `side`; both even, as encoders need. */
function fit(width: number, height: number, side: number): { width: number; height: number } {
  const scale = side / Math.min(width, height);
  return { width: even(width * scale), height: even(height * scale) };
}

/** The size at which the longer side is at most `side`. */
function within(width: number, height: number, side: number): { width: number; height: number } {
  const scale = Math.min(1, side / Math.max(width, height));
  return { width: even(width * scale), height: even(height * scale) };
}

const even = (length: number): number => Math.max(2, Math.round(length / 2) * 2);
