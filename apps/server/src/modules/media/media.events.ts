import type { VideoFailure } from '@wengong/contract';
import { defineEvent } from '../../kernel/outbox.ts';

/** What every event about a video names. */
export interface VideoFact {
  palaceId: string;
  videoId: string;
  ownerId: string;
  title: string;
}

/** All qualities are made and verified: the video can be shown once somebody publishes it. */
export const assetReady = defineEvent<VideoFact & { durationMs: number; purpose: string }>(
  'media.asset-ready',
);

/** The file cannot become a video; it is not tried again. */
export const assetFailed = defineEvent<VideoFact & { failure: VideoFailure }>('media.asset-failed');

export const assetPublished = defineEvent<VideoFact>('media.asset-published');

/** Nobody but the palace plays it any more. */
export const assetTakenDown = defineEvent<VideoFact & { reason: string }>('media.asset-taken-down');

/** Its owner has removed it, or their account was erased. */
export const assetRemoved = defineEvent<VideoFact>('media.asset-removed');
