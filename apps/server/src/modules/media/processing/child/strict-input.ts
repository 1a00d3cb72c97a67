import { Demuxer, FFmpegError } from 'node-av';
import { FORMATS, MOST_STREAMS, PROBE_BYTES } from './engine.ts';
import { Refused } from './refused.ts';

/**
 * Opens a file of unknown origin: only as a container of the list, and nothing but this one file is ever opened,
 * whatever is written in it. Throws Refused.
 */
export async function openStrictly(file: string): Promise<Demuxer> {
  try {
    return await Demuxer.open(file, {
      options: {
        protocol_whitelist: 'file',
        format_whitelist: FORMATS,
        probesize: PROBE_BYTES,
        analyzeduration: PROBE_BYTES,
        max_streams: MOST_STREAMS,
      } as never,
    });
  } catch (error) {
    if (!(error instanceof FFmpegError)) throw error;
    throw new Refused('not-video', error.message);
  }
}
