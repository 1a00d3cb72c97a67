import type { ActivityStatus } from '@wengong/contract';
import type { SessionRow } from './programme.tables.ts';

/** Whose "today" a list over all palaces means. */
export const NETWORK_ZONE = 'Asia/Shanghai';

/** What is in review or on the portal is withdrawn before it is changed. */
export const isEditable = (status: ActivityStatus): boolean => status === 'draft' || status === 'rejected';

export const isWithdrawable = (status: ActivityStatus): boolean =>
  status === 'submitted' || status === 'published';

/** Scheduled and not over. */
export const isComing = (session: Pick<SessionRow, 'status' | 'ends_at'>, now: Date): boolean =>
  session.status === 'scheduled' && session.ends_at > now;

/** The members of `after` that differ from `before`, for the audit log. */
export function changedPart<T extends object>(
  before: T,
  after: T,
): { before: Partial<T>; after: Partial<T> } {
  const keys = (Object.keys(after) as (keyof T)[]).filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  );
  const pick = (from: T) => Object.fromEntries(keys.map((key) => [key, from[key]])) as Partial<T>;
  return { before: pick(before), after: pick(after) };
}
