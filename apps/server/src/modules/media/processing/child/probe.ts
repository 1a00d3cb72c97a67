import {
  AV_PIX_FMT_YUV420P,
  AV_PIX_FMT_YUVJ420P,
  AV_PKT_DATA_DISPLAYMATRIX,
  type Demuxer,
  type Stream,
} from 'node-av';
import { avGetCodecName } from 'node-av/lib';
import type { ProbeReport } from '../orders.ts';
import { openStrictly } from './strict-input.ts';
import { timeOf } from './timing.ts';

export async function probe(file: string): Promise<ProbeReport> {
  using input = await openStrictly(file);
  const video = pictures(input);
  const audio = input.audio();
  const told = Number.isFinite(input.duration) ? Math.max(0, Math.round(input.duration * 1000)) : 0;
  return {
    format: input.formatName,
    durationMs: told > 0 ? told : await measure(input),
    video: video === undefined ? null : describe(video),
    audio:
      audio === undefined
        ? null
        : {
            codec: avGetCodecName(audio.codecpar.codecId) ?? '',
            channels: audio.codecpar.channels,
            packaged: audio.codecpar.extradataSize > 0,
          },
  };
}

/** How long a file is that does not say so, as browsers record them. */
async function measure(input: Demuxer): Promise<number> {
  let end = 0;
  for await (using packet of input.packets()) {
    if (packet === null) break;
    end = Math.max(end, timeOf(packet, input));
  }
  return Math.round(end);
}

/** The pictures of a video; a cover image within an audio file is none. */
export function pictures(input: Demuxer): Stream | undefined {
  return input.streams.find((stream) => stream.codecpar.codecType === 0 && stream.attachedPic === null);
}

function describe(stream: Stream): NonNullable<ProbeReport['video']> {
  const { codecpar } = stream;
  const rate = stream.avgFrameRate.num > 0 ? stream.avgFrameRate : stream.rFrameRate;
  const framesPerSecond = rate.den > 0 ? rate.num / rate.den : 0;
  return {
    codec: avGetCodecName(codecpar.codecId) ?? '',
    width: codecpar.width,
    height: codecpar.height,
    rotation: rotationOf(codecpar.getCodedSideData(AV_PKT_DATA_DISPLAYMATRIX)),
    packaged: codecpar.extradata?.[0] === 1,
    plain: codecpar.format === AV_PIX_FMT_YUV420P || codecpar.format === AV_PIX_FMT_YUVJ420P,
    framesPerSecond: Number.isFinite(framesPerSecond) ? framesPerSecond : 0,
  };
}

/** Clockwise degrees of a display matrix: nine 32-bit integers, of which the first two turn. */
function rotationOf(matrix: Buffer | null): number {
  if (matrix === null || matrix.length < 36) return 0;
  const [a, b] = [matrix.readInt32LE(0), matrix.readInt32LE(4)];
  if (a === 0 && b === 0) return 0;
  const turned = Math.round((Math.atan2(b, a) * 180) / Math.PI / 90) * 90;
  return (turned + 360) % 360;
}
