import type { ActivityRow } from './programme.tables.ts';

/**
 * First reviewed, then published (先审后发): who reviews, reviewer or director, is never who handed it in. The
 * database holds it too (`activity_reviewed_by_another`).
 */
export const mayReview = (personId: string, activity: Pick<ActivityRow, 'submitted_by'>): boolean =>
  activity.submitted_by !== personId;
