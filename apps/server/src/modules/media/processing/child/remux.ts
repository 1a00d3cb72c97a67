import path from 'node:path';
import type { Plan } from '../orders.ts';
import { pictures } from './probe.ts';
import { Refused } from './refused.ts';
import { RungWriter } from './rung-writer.ts';
import { openStrictly } from './strict-input.ts';
import { timeOf } from './timing.ts';

/** Writes the source's own pictures and sound as the rung `name`, without encoding anything. */
export async function remux(file: string, folder: string, name: string, plan: Plan): Promise<void> {
  using input = await openStrictly(file);
  const video = pictures(input);
  if (video === undefined) throw new Refused('no-picture', 'no video stream');
  const audio = plan.copyAudio ? input.audio() : undefined;
  const writer = await RungWriter.open(path.join(folder, name), video, audio);
  try {
    for await (using packet of input.packets()) {
      if (packet === null) break;
      if (timeOf(packet, input) > plan.maxDurationMs) throw new Refused('too-long', 'longer than it says');
      if (packet.streamIndex === video.index) await writer.write('video', packet);
      else if (packet.streamIndex === audio?.index) await writer.write('audio', packet);
    }
  } finally {
    await writer.close();
  }
}
