import type { RouteBinding } from '../../kernel/module.ts';
import { createUploadAction } from './actions/create-upload.ts';
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
];
