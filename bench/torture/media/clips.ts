import { createHash } from 'node:crypto';
import { makeClip } from '../../../apps/server/src/modules/media/clips.factory.ts';
import type { Random } from '../random.ts';

/** A file to upload that no other upload has. */
export interface File {
  readonly bytes: Buffer;
  readonly sha256: string;
  /** Null: it cannot become a video. */
  readonly durationMs: number | null;
}

const MOST_PADDING = 400_000;

/** Gives files of every kind that the processing treats differently, one in eight of them no video. */
export async function prepareFiles(random: Random): Promise<() => File> {
  const clips = [
    { bytes: await makeClip({ seconds: 2 }), durationMs: 2000 },
    { bytes: await makeClip({ seconds: 1, codec: 'mpeg4' }), durationMs: 1000 },
    { bytes: await makeClip({ seconds: 1, width: 90, height: 160, sound: false }), durationMs: 1000 },
  ];
  return () => {
    const broken = random.chance(1 / 8);
    const clip = random.pick(clips) as (typeof clips)[number];
    const noise = Buffer.from(Array.from({ length: 64 }, () => random.whole(0, 255)));
    const padding = Buffer.alloc(random.whole(1000, MOST_PADDING), noise);
    const bytes = broken ? padding : Buffer.concat([clip.bytes, freeBox(padding)]);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { bytes, sha256, durationMs: broken ? null : clip.durationMs };
  };
}

/** Bytes that every reader of MP4 leaves out. */
export function freeBox(bytes: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(bytes.length + 8);
  head.write('free', 4, 'latin1');
  return Buffer.concat([head, bytes]);
}
