import { defineJob } from '../../../kernel/jobs.ts';

/** Tells a worker that there is something to process. */
export const processVideos = defineJob<Record<never, never>>('media.process');
