import type { VideoFailure } from '@wengong/contract';
import type { Rung, Sprite } from '../media.tables.ts';

/** What a probing child found. Nothing of it is trusted further than the limits that it is held against. */
export interface ProbeReport {
  readonly format: string;
  /** As the container says; 0 when it does not. */
  readonly durationMs: number;
  readonly video: {
    readonly codec: string;
    readonly width: number;
    readonly height: number;
    /** Clockwise, to be shown upright: 0, 90, 180, 270. */
    readonly rotation: number;
    /** 8 bits, 4:2:0: what every phone plays. */
    readonly plain: boolean;
    readonly framesPerSecond: number;
    /** As MP4 holds it; a transport stream's cannot be copied as it is. */
    readonly packaged: boolean;
  } | null;
  readonly audio: { readonly codec: string; readonly channels: number; readonly packaged: boolean } | null;
}

/** One quality to encode; the shorter side names it. */
export interface RungOrder {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly maxBitrate: number;
}

export interface Plan {
  /** The source's own pictures and sound can be played as they are: its quality is named so; null: not. */
  readonly copy: RungOrder | null;
  readonly rungs: readonly RungOrder[];
  /** If the source turns out not to be cut often enough for copying. */
  readonly withoutCopy: readonly RungOrder[];
  readonly rotation: number;
  readonly framesPerSecond: number;
  readonly copyAudio: boolean;
  readonly hasAudio: boolean;
  readonly maxDurationMs: number;
  readonly maxPixels: number;
  readonly durationMs: number;
  /** Longer side of a picture of the sprite and of the poster. */
  readonly sprite: Sprite;
  readonly poster: { readonly width: number; readonly height: number };
}

/** What touches the files: FFmpeg's programs on this machine (absolute paths), or its libraries as a package. */
export type Transcoder =
  | { readonly kind: 'ffmpeg'; readonly ffmpeg: string; readonly ffprobe: string }
  | { readonly kind: 'node-av' };

export type Order =
  | { readonly op: 'probe'; readonly transcoder: Transcoder; readonly file: string }
  | {
      readonly op: 'make';
      readonly transcoder: Transcoder;
      readonly file: string;
      readonly folder: string;
      readonly plan: Plan;
      /** The remux is there from an earlier try. */
      readonly skipPlayable: boolean;
    };

/** What a revision is made of, in `folder`: `<rung>/index.m3u8`, `<rung>/media.mp4`, `poster.jpg`, `sprite.jpg`. */
export interface Made {
  readonly folder: string;
  readonly durationMs: number;
  readonly rungs: readonly Rung[];
  readonly sprite: Sprite | null;
  readonly loudnessLufs: number | null;
}

export type Report =
  | { readonly type: 'probed'; readonly report: ProbeReport }
  | { readonly type: 'progress'; readonly stage: 'playable' | 'rungs' | 'verify'; readonly progress: number }
  | { readonly type: 'playable'; readonly made: Made }
  | { readonly type: 'made'; readonly made: Made }
  | { readonly type: 'refused'; readonly failure: VideoFailure; readonly detail: string };
