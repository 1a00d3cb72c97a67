import { Demuxer, FFmpegError } from 'node-av';
import { Refused } from './refused.ts';

/** Containers that phones and editors write. Playlists, which name other files and addresses, are none of them. */
const FORMATS = 'mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,mpegts,avi,flv';

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
        // A few seconds of the file tell what it is; more only serves who wants to keep us busy.
        probesize: 5_000_000,
        analyzeduration: 5_000_000,
        max_streams: 32,
      } as never,
    });
  } catch (error) {
    if (!(error instanceof FFmpegError)) throw error;
    throw new Refused('not-video', error.message);
  }
}
