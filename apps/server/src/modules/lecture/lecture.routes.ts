import type { RouteBinding } from '../../kernel/module.ts';
import { importArchiveAction, previewArchiveAction } from './archive/import-archive.ts';
import { addSeriesExternalCountAction } from './elsewhere/external-counts.ts';
import { lecturePodcastAction } from './feed/read-podcast.ts';
import { getLectureAction, getLectureOfVideoAction, listLecturesAction } from './lectures/public-lectures.ts';
import { publishDraftsAction, setLectureStateAction } from './lectures/publish-lectures.ts';
import {
  getStaffLectureAction,
  listLectureSourcesAction,
  listStaffLecturesAction,
} from './lectures/staff-lectures.ts';
import { createLectureAction, deleteLectureAction, updateLectureAction } from './lectures/write-lecture.ts';
import {
  getMyLecturesAction,
  subscribeLecturesAction,
  unsubscribeLecturesAction,
} from './mine/my-lectures.ts';
import {
  getLectureSeriesAction,
  listLectureSeriesAction,
  listStaffSeriesAction,
} from './series/read-series.ts';
import { createSeriesAction, setSeriesStateAction, updateSeriesAction } from './series/write-series.ts';
import {
  createSpeakerAction,
  deleteSpeakerAction,
  listSpeakersAction,
  updateSpeakerAction,
} from './speakers/speakers.ts';

export const lectureRoutes: readonly RouteBinding[] = [
  listLectureSeriesAction,
  getLectureSeriesAction,
  listLecturesAction,
  getLectureAction,
  getLectureOfVideoAction,
  lecturePodcastAction,
  subscribeLecturesAction,
  unsubscribeLecturesAction,
  getMyLecturesAction,
  listStaffSeriesAction,
  createSeriesAction,
  updateSeriesAction,
  setSeriesStateAction,
  addSeriesExternalCountAction,
  listSpeakersAction,
  createSpeakerAction,
  updateSpeakerAction,
  deleteSpeakerAction,
  listStaffLecturesAction,
  listLectureSourcesAction,
  createLectureAction,
  getStaffLectureAction,
  updateLectureAction,
  deleteLectureAction,
  setLectureStateAction,
  publishDraftsAction,
  previewArchiveAction,
  importArchiveAction,
];
