import type { Config } from '../../../kernel/config.ts';

/** What processes videos here. `none`: nothing is installed, uploads are kept until something is. */
export type Transcoder = 'node-av' | 'none';

/** Whether the optional package node-av, which brings FFmpeg's libraries, is installed for this platform. */
export function transcoderOf({ media }: Pick<Config, 'media'>): Transcoder {
  if (media.transcoder === 'none') return 'none';
  try {
    import.meta.resolve('node-av');
    return 'node-av';
  } catch {
    return 'none';
  }
}
