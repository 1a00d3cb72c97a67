import type { Module } from '../../kernel/module.ts';
import { seriesElsewhere } from './elsewhere/external-counts.ts';
import { lectureRoutes } from './lecture.routes.ts';
import { forgetSubscriber, subscriptionsOf } from './mine/subscriptions.store.ts';

export { lecturePublished } from './lecture.events.ts';
export { subscribersOf } from './mine/subscriptions.store.ts';

export const lectureModule: Module = {
  name: 'lecture',
  routes: lectureRoutes,
  countedElsewhere: [seriesElsewhere],
  personalData: {
    exportPerson: async (reader, personId) => ({
      subscriptions: await subscriptionsOf(reader, personId),
    }),
    erasePerson: (tx, personId) => forgetSubscriber(tx, personId),
  },
  constraints: {
    lecture_series_slug: 'series-slug-taken',
    lecture_series_cover: 'image-unknown',
    lecture_series_brand: 'brand-unknown',
    lecture_speaker_portrait: 'image-unknown',
    lecture_number_once: 'lecture-number-taken',
    lecture_recording_once: 'lecture-recording-taken',
    lecture_session_once: 'lecture-session-taken',
    lecture_recording: 'lecture-recording-unknown',
    lecture_session: 'lecture-session-unknown',
    lecture_speech_speaker: 'speaker-in-use',
  },
};
