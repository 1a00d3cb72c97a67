import { AVSEEK_FLAG_BACKWARD, Decoder } from 'node-av';
import { avGetCodecString } from 'node-av/lib';
import { pictures } from './probe.ts';
import { Refused } from './refused.ts';
import { openStrictly } from './strict-input.ts';

/** How many packets are read at a place before no picture there means that there is none. */
const PATIENCE = 400;

/** Decodes a picture at the start, the middle and the end of what was made. Gives its codecs (RFC 6381). Throws Refused. */
export async function check(file: string): Promise<{ codecs: string; width: number; height: number }> {
  for (const share of [0, 0.5, 0.95]) await requirePicture(file, share);
  using output = await openStrictly(file);
  const video = pictures(output);
  if (video === undefined) throw new Refused('unverified', `${file}: no pictures`);
  const audio = output.audio();
  const codecs = [video, ...(audio === undefined ? [] : [audio])]
    .map((stream) => avGetCodecString(stream.codecpar))
    .filter((text) => text !== null)
    .join(',');
  return { codecs, width: video.codecpar.width, height: video.codecpar.height };
}

async function requirePicture(file: string, share: number): Promise<void> {
  using output = await openStrictly(file);
  const video = pictures(output);
  if (video === undefined) throw new Refused('unverified', `${file}: no pictures`);
  using decoder = await Decoder.create(video);
  if (share > 0) await output.seek(output.duration * share, -1, AVSEEK_FLAG_BACKWARD);
  let left = PATIENCE;
  for await (using packet of output.packets(video.index)) {
    const frames = await decoder.decodeAll(packet);
    for (const frame of frames) frame.free();
    if (frames.length > 0) return;
    if (packet === null || left-- === 0) break;
  }
  throw new Refused('unverified', `${file}: nothing to see at ${share}`);
}
