import type { ReviewKind, ReviewState, WordHit } from '@wengong/contract';
import type { Reader, Tx } from '../../kernel/db.ts';
import type { Deps } from '../../kernel/deps.ts';
import { Problem } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import {
  appendDecision,
  changeItem,
  type Item,
  insertItem,
  lockSubject,
  openItems,
  type SubjectKey,
} from './items.store.ts';
import type { ReviewText } from './moderation.tables.ts';
import type { Screened } from './words/screen.rules.ts';
import { screenText } from './words/screen-text.ts';

export interface Submission extends SubjectKey {
  /** Who uploaded it; null: the palace's own. */
  readonly ownerId: string | null;
  readonly title: string;
  readonly texts: readonly ReviewText[];
  /** False: there is nothing to look at yet; `readyForReview` says when. */
  readonly ready?: boolean;
  /** Reviewers who must agree, 1 unless said. */
  readonly eyes?: 1 | 2;
  /**
   * `always` (what is left out means it): somebody looks before it is shown. `when-held`: only when a listed word asks
   * for it, as for comments and danmaku; a text that is clear is shown at once and leaves no item behind.
   */
  readonly review?: 'always' | 'when-held';
  /** `hold`: a blocked word is left to the reviewer, where the text cannot be changed by who hands it in. */
  readonly whenBlocked?: 'refuse' | 'hold';
}

export interface Submitted {
  /** `approved`: show it at once. */
  readonly state: Extract<ReviewState, 'waiting' | 'approved'>;
  readonly itemId: string | null;
  readonly hits: readonly WordHit[];
}

/** Refuses texts with blocked words, before they are written. Throws `text-blocked`. */
export async function requireClean(
  reader: Reader | Tx,
  given: { readonly palaceId: string; readonly texts: readonly ReviewText[] },
): Promise<void> {
  refuseBlocked(await screenText(reader, given));
}

function refuseBlocked({ hits }: Screened): void {
  const blocked = hits.filter((hit) => hit.action === 'block');
  if (blocked.length === 0) return;
  const words = [...new Set(blocked.map((hit) => hit.word))].slice(0, 5).join('、');
  const fields = [...new Set(blocked.map((hit) => hit.field))];
  throw new Problem('text-blocked', { words }, { fields: fields.map((path) => ({ path, message: words })) });
}

/**
 * Hands something to the reviewers, in the transaction that writes it; again after it was changed or taken back.
 * Throws `text-blocked`.
 */
export async function submitForReview(
  tx: Tx,
  deps: Pick<Deps, 'clock'>,
  given: Submission,
): Promise<Submitted> {
  const screened = await screenText(tx, given);
  if (given.whenBlocked !== 'hold') refuseBlocked(screened);
  const { verdict, hits } = screened;
  if (given.review === 'when-held' && (verdict === 'clear' || verdict === 'note'))
    return { state: 'approved', itemId: null, hits };
  const now = deps.clock.now();
  await insertItem(tx, {
    ...freshItem(given, now),
    task: null,
    task_no: 0,
    waiting_since: null,
    state: 'withdrawn',
  });
  const item = await lockSubject(tx, given);
  if (item === undefined) throw new Error('a submitted item is there');
  await changeItem(tx, item, {
    title: given.title.slice(0, 120),
    texts: JSON.stringify(given.texts),
    hits: JSON.stringify(hits),
    flag: verdict === 'clear' ? null : verdict,
    state: 'waiting',
    task: 'first',
    task_no: item.task_no + 1,
    eyes: given.eyes ?? 1,
    ready: given.ready ?? true,
    waiting_since: item.task === 'first' ? item.waiting_since : now,
    claimed_by: null,
    claimed_until: null,
    outcome: null,
    reasons: [],
    note: '',
  });
  return { state: 'waiting', itemId: item.id, hits };
}

/** Takes the lock of something's item, if it has one: it comes before those of the thing itself. */
export async function holdReview(tx: Tx, key: SubjectKey): Promise<void> {
  await lockSubject(tx, key);
}

/** There is something to look at now: it joins the queue. Nothing happens to what was never submitted. */
export async function readyForReview(tx: Tx, deps: Pick<Deps, 'clock'>, key: SubjectKey): Promise<void> {
  const item = await lockSubject(tx, key);
  if (item === undefined || item.ready) return;
  await changeItem(tx, item, {
    ready: true,
    ...(item.task === null ? {} : { waiting_since: deps.clock.now() }),
  });
}

/**
 * Nobody needs to look any more: its uploader took it back, or it is reviewed as part of something else. Call it before
 * other locks are taken: the item's comes first.
 */
export async function withdrawFromReview(
  tx: Tx,
  deps: Pick<Deps, 'clock'>,
  key: SubjectKey & { readonly by: string; readonly only?: 'waiting' },
): Promise<void> {
  const item = await lockSubject(tx, key);
  if (item === undefined || item.state === 'withdrawn') return;
  if (key.only === 'waiting' && item.state !== 'waiting') return;
  await changeItem(tx, item, { ...CLOSED, state: 'withdrawn' });
  await appendDecision(tx, item, {
    task: item.task,
    task_no: item.task_no,
    verdict: 'withdraw',
    reasons: [],
    note: '',
    reviewer_id: key.by,
    waited_s: null,
    at: deps.clock.now(),
  });
}

/** Asks two people to look again at what is shown already, before a final. Nothing happens while another task is open. */
export async function askForFinalReview(
  tx: Tx,
  deps: Pick<Deps, 'clock' | 'reviewed'>,
  key: SubjectKey,
): Promise<void> {
  const item = await itemOf(tx, deps, key);
  if (item.task !== null || item.state !== 'approved') return;
  await changeItem(tx, item, {
    task: 'final',
    task_no: item.task_no + 1,
    eyes: 2,
    outcome: null,
    waiting_since: deps.clock.now(),
  });
}

/** How many of these still wait for a decision before or in a final. */
export const countUnderReview = async (
  reader: Reader | Tx,
  { palaceId, kind, subjectIds }: { palaceId: string; kind: ReviewKind; subjectIds: readonly string[] },
): Promise<number> => (await openItems(reader, { palaceId, kind, subjectIds })).length;

/**
 * The item of something, held; made when it was shown before it was ever reviewed. Throws `not-found` for what is not
 * there, or is another palace's.
 */
export async function itemOf(tx: Tx, deps: Pick<Deps, 'clock' | 'reviewed'>, key: SubjectKey): Promise<Item> {
  const known = await lockSubject(tx, key);
  if (known !== undefined) return known;
  const subject = await deps.reviewed.find((each) => each.kind === key.kind)?.find(tx, key.subjectId);
  if (subject?.palaceId !== key.palaceId) throw new Problem('not-found');
  const now = deps.clock.now();
  const waits = subject.state === 'waiting';
  await insertItem(tx, {
    ...freshItem({ ...key, ...subject }, now),
    state: subject.state,
    task: waits ? 'first' : null,
    task_no: 1,
    waiting_since: waits ? now : null,
  });
  const item = await lockSubject(tx, key);
  if (item === undefined) throw new Error('an inserted item is there');
  return item;
}

/** An item whose task is over belongs to nobody and waits for nothing. */
export const CLOSED = {
  task: null,
  waiting_since: null,
  front: false,
  escalated_to: null,
  claimed_by: null,
  claimed_until: null,
} as const;

const freshItem = (given: Omit<Submission, 'ready'>, now: Date) => ({
  palace_id: given.palaceId,
  id: newId(),
  kind: given.kind,
  subject_id: given.subjectId,
  owner_id: given.ownerId,
  title: given.title.slice(0, 120),
  texts: JSON.stringify(given.texts),
  hits: '[]',
  flag: null,
  eyes: given.eyes ?? (1 as const),
  ready: true,
  submitted_at: now,
});
