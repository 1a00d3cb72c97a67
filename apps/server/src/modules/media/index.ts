import type { Module } from '../../kernel/module.ts';
import { reviewedCaptions } from './captions/captions.review.ts';
import { reviewedDanmaku } from './danmaku/danmaku.review.ts';
import { mediaJobs } from './media.jobs.ts';
import { mediaPersonalData } from './media.personal-data.ts';
import { reviewedVideos } from './media.review.ts';
import { mediaRoutes } from './media.routes.ts';
import { videosElsewhere } from './plays/counts.ts';

export { insertLitter, takeBackLitter } from './litter.store.ts';
export {
  assetFailed,
  assetPublished,
  assetReady,
  assetRemoved,
  assetTakenDown,
  type VideoFact,
} from './media.events.ts';
export { mountMedia } from './mount.ts';
export { frameOf } from './playback/frame.ts';
export { publicFor } from './playback/public-for.ts';
export { recordingFilesOf } from './playback/recording-files.ts';
export { presentExternalCounts } from './plays/counts.ts';
export { externalCountsIn } from './plays/external-counts.store.ts';
export { playsOf } from './plays/plays.store.ts';
export { cutCaptions, searchSaidIn, videosSaying } from './said/search-said.ts';
export {
  holdVideo,
  letGoOfVideo,
  publishVideo,
  type Showing,
  showingsOf,
  takeDownVideo,
  unpublishVideo,
  videoOf,
  videosByIds,
} from './videos.ts';
export { publicVideoOf, publicVideos, recordingsOf } from './videos-shown.ts';

export const mediaModule: Module = {
  name: 'media',
  routes: mediaRoutes,
  jobs: mediaJobs,
  personalData: mediaPersonalData,
  countedElsewhere: [videosElsewhere],
  reviewed: [reviewedVideos, reviewedCaptions, reviewedDanmaku],
  constraints: {
    media_asset_edge: 'conflict',
    media_asset_public_is_ready: 'video-not-ready',
  },
};
