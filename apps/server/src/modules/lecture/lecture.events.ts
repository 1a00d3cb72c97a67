import { defineEvent } from '../../kernel/outbox.ts';

/** A new lecture can be read and watched, for the first time; emitted once in its life. */
export const lecturePublished = defineEvent<{
  palaceId: string;
  seriesId: string;
  lectureId: string;
  number: number;
  title: string;
  titleEn: string;
  seriesSlug: string;
  seriesTitle: string;
  seriesTitleEn: string;
}>('lecture.published');
