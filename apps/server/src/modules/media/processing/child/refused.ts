import { constants } from 'node:os';
import type { VideoFailure } from '@wengong/contract';

/** The file is the reason: trying again brings the same. */
export class Refused extends Error {
  readonly failure: VideoFailure;
  constructor(failure: VideoFailure, detail: string) {
    super(detail);
    this.failure = failure;
  }
}

const { ENOSPC, EIO, ENOMEM, EDQUOT, EFBIG, EMFILE, EACCES } = constants.errno;
/** What this machine lacks, not the file. */
const OURS: readonly number[] = [ENOSPC, EIO, ENOMEM, EDQUOT, EFBIG, EMFILE, EACCES];

/** Why a file is refused; null when the trouble is ours, and it may be tried again. */
export function refusalOf(error: unknown): Refused | null {
  if (error instanceof Refused) return error;
  // Of node-av, which may not be installed.
  if (error instanceof Error && error.name === 'FFmpegError' && 'code' in error) {
    if (!OURS.includes(Math.abs(Number(error.code)))) return new Refused('unreadable', error.message);
  }
  return null;
}
