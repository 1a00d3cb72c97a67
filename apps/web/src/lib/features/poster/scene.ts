import type { PosterTopic } from './kinds.ts';
import type { Sheet } from './sheet.ts';

/** One composition: cuts its picture into the sheet, with the topic if the title told one. */
export type Scene = (sheet: Sheet, topic: PosterTopic | undefined) => void;
