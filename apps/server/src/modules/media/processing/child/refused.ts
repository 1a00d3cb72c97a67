import type { VideoFailure } from '@wengong/contract';

/** The file is the reason: trying again brings the same. */
export class Refused extends Error {
  readonly failure: VideoFailure;
  constructor(failure: VideoFailure, detail: string) {
    super(detail);
    this.failure = failure;
  }
}
