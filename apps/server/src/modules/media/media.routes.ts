import type { RouteBinding } from '../../kernel/module.ts';
import {
  deleteCaptionAction,
  getCaptionAction,
  listCaptionsAction,
  putCaptionAction,
} from './actions/captions.ts';
import { createUploadAction } from './actions/create-upload.ts';
import {
  deleteMyDanmakuAction,
  listDanmakuAction,
  listMyDanmakuAction,
  sendDanmakuAction,
} from './actions/danmaku.ts';
import { addExternalCountAction, updatePalaceVideoAction } from './actions/edit-video.ts';
import {
  deleteMyVideoAction,
  finishUploadAction,
  getMyVideoAction,
  listMyVideosAction,
  updateMyVideoAction,
} from './actions/my-videos.ts';
import {
  getPalaceVideoAction,
  listPalaceVideosAction,
  setVideoVisibilityAction,
} from './actions/palace-videos.ts';
import { getVideoAction, listVideosAction } from './actions/public-videos.ts';
import { getTranscriptAction, searchSaidAction } from './actions/said.ts';
import { setVideoDanmakuAction } from './actions/set-video-danmaku.ts';
import { startPlayAction } from './actions/start-play.ts';
import { importExternalCountsAction, previewExternalCountsAction } from './plays/import-counts.ts';

export const mediaRoutes: readonly RouteBinding[] = [
  createUploadAction,
  listMyVideosAction,
  getMyVideoAction,
  finishUploadAction,
  updateMyVideoAction,
  deleteMyVideoAction,
  listVideosAction,
  getVideoAction,
  listPalaceVideosAction,
  getPalaceVideoAction,
  setVideoVisibilityAction,
  updatePalaceVideoAction,
  listCaptionsAction,
  putCaptionAction,
  deleteCaptionAction,
  getCaptionAction,
  addExternalCountAction,
  previewExternalCountsAction,
  importExternalCountsAction,
  startPlayAction,
  listDanmakuAction,
  sendDanmakuAction,
  listMyDanmakuAction,
  deleteMyDanmakuAction,
  setVideoDanmakuAction,
  getTranscriptAction,
  searchSaidAction,
];
