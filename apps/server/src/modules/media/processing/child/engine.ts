import type { Plan, ProbeReport, RungOrder } from '../orders.ts';

/** Containers that phones and editors write. Playlists, which name other files and addresses, are none of them. */
export const FORMATS = 'mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,mpegts,avi,flv';
/** A few seconds of the file tell what it is; more only serves who wants to keep us busy. */
export const PROBE_BYTES = 5_000_000;
export const MOST_STREAMS = 32;
/** Frames a second of an encoded rung at most. */
export const MAX_RATE = 31;

/** Turns a picture upright before anything else is made of it. */
export const TURN: Readonly<Record<number, string>> = {
  90: 'transpose=clock,',
  180: 'hflip,vflip,',
  270: 'transpose=cclock,',
};

export interface Encoding {
  readonly loudnessLufs: number | null;
  readonly sprite: boolean;
}

/** What opens files of strangers and makes qualities of them: FFmpeg's programs, or its libraries as a package. */
export interface Engine {
  probe(file: string): Promise<ProbeReport>;
  /** Writes the source's own pictures and sound as the rung `name`, without encoding anything. */
  remux(file: string, folder: string, name: string, plan: Plan): Promise<void>;
  /** Writes every rung, the poster, the sprite and the loudness; the source's own quality too when `copy` is set. */
  encode(
    order: { readonly file: string; readonly folder: string; readonly plan: Plan },
    copy: RungOrder | null,
    rungs: readonly RungOrder[],
    onTime: (ms: number) => void,
  ): Promise<Encoding>;
  /**
   * Decodes a picture at the start, the middle and the end of what was made, which is so long. Gives its codecs (RFC 6381).
   * Throws Refused.
   */
  check(file: string, durationMs: number): Promise<{ codecs: string; width: number; height: number }>;
}

/** When the poster is taken, ms: a little behind the beginning, which is often black. */
export const posterAt = (durationMs: number): number => Math.min(durationMs * 0.1, 3000);

/** Whether what was read ends long before what the file says. */
export const endsEarly = (endMs: number, durationMs: number): boolean =>
  endMs < durationMs - Math.max(1000, durationMs * 0.05);

/** Filters of a rung, behind those that turn. */
export const rungFilter = ({ width, height }: RungOrder, { framesPerSecond, rotation }: Plan): string =>
  `${framesPerSecond > MAX_RATE ? 'fps=30,' : ''}${TURN[rotation] ?? ''}scale=${width}:${height}:flags=bicubic,setsar=1,format=yuv420p`;

/** Filters of the sprite: a picture every so often, in a grid. */
export function spriteFilter({ sprite, rotation }: Plan): string {
  const rows = Math.ceil(sprite.count / sprite.columns);
  return `fps=fps=1000/${sprite.everyMs}:start_time=0:round=up,${TURN[rotation] ?? ''}scale=${sprite.width}:${sprite.height},setsar=1,format=yuvj420p,tile=${sprite.columns}x${rows}`;
}

export const posterFilter = ({ poster, rotation }: Plan): string =>
  `${TURN[rotation] ?? ''}scale=${poster.width}:${poster.height},setsar=1,format=yuvj420p`;

/** Pictures from one key frame to the next: a key frame every two seconds. */
export function groupOf({ framesPerSecond }: Plan, segmentS: number): number {
  const rate = Math.min(framesPerSecond > 0 ? framesPerSecond : 30, MAX_RATE);
  return Math.max(1, Math.round((rate * segmentS) / 2));
}
