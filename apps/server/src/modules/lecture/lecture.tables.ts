import type { LectureState } from '@wengong/contract';
import type { Generated } from 'kysely';

export interface SeriesRow {
  palace_id: string;
  id: string;
  slug: string;
  title: string;
  title_en: string;
  description: string;
  description_en: string;
  rhythm: string;
  rhythm_en: string;
  since_year: number | null;
  cover_id: string | null;
  brand_id: string | null;
  state: Generated<LectureState>;
  created_at: Date;
}

export interface SpeakerRow {
  palace_id: string;
  id: string;
  name: string;
  name_en: string;
  title: string;
  title_en: string;
  biography: string;
  biography_en: string;
  portrait_id: string | null;
}

export interface LectureRow {
  palace_id: string;
  id: string;
  series_id: string;
  number: number;
  /** YYYY-MM-DD */
  held_on: string;
  title: string;
  title_en: string;
  summary: string;
  summary_en: string;
  video_id: string | null;
  session_id: string | null;
  state: Generated<LectureState>;
  published_at: Generated<Date | null>;
  /** When those who asked were told of it. */
  told_at: Generated<Date | null>;
  search: string;
  created_at: Date;
}

export interface LectureTables {
  lecture_series: SeriesRow;
  lecture_speaker: SpeakerRow;
  lecture: LectureRow;
  lecture_speech: { palace_id: string; lecture_id: string; speaker_id: string; position: number };
  lecture_subscription: { palace_id: string; series_id: string; person_id: string; since: Date };
}
