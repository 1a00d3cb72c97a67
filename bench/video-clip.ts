import { makeClip } from '../apps/server/src/modules/media/clips.factory.ts';

/** A clip of 720 lines as a phone writes it: moving pictures and a tone, H.264 and AAC. */
export const phoneClip = (seconds: number): Promise<Buffer> =>
  makeClip({ width: 1280, height: 720, rate: 25, seconds });
