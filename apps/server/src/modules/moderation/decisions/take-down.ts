import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { appendDecision, changeItem, decisionsOf, type Item, type SubjectKey } from '../items.store.ts';
import { contentTakenDown, reviewApproved, reviewReopened } from '../moderation.events.ts';
import { reasonSentence } from '../reasons.rules.ts';
import { settleReports } from '../reports/settle-reports.ts';
import { CLOSED, itemOf } from '../submit.ts';
import { applyTo, decideTask, factOf, type Verdict } from './decide.ts';

/** A decision may be taken back for so long. */
const UNDO_MS = 10 * 60_000;

/** Takes down what everybody sees, whatever task is open; that task is over with it. Throws `not-shown`. */
export async function takeDown(tx: Tx, deps: Deps, item: Item, verdict: Verdict): Promise<void> {
  if (item.state !== 'approved') throw new Problem('not-shown');
  if (item.owner_id === verdict.by) throw new Problem('review-own');
  const { reasons, note, by, now } = verdict;
  if (item.task === 'report') {
    // Told as the end of the reports' task, so that it has its reviewer.
    const free = { ...item, claimed_by: null, claimed_until: null };
    return decideTask(tx, deps, free, { ...verdict, verdict: 'reject' });
  }
  await write(tx, item, 'take_down', verdict);
  await changeItem(tx, item, {
    state: 'taken_down',
    outcome: 'reject',
    decided_at: now,
    reasons: [...reasons],
    note,
    ...CLOSED,
  });
  await applyTo(tx, deps, item, { effect: 'hide', reason: reasonSentence(reasons, note), by, now });
  await settleReports(tx, deps, item, true);
  await deps.bus.emit(tx, contentTakenDown, factOf(item, verdict));
}

/**
 * Shows again what was taken down, or at last what was rejected; where two people must agree, this is the first of them.
 * Throws `review-over`, `review-own`.
 */
export async function restore(tx: Tx, deps: Deps, item: Item, verdict: Verdict): Promise<void> {
  if (item.task !== null || item.state === 'approved') throw new Problem('review-over');
  if (item.owner_id === verdict.by) throw new Problem('review-own');
  await write(tx, item, 'restore', verdict);
  if (item.state === 'rejected' && item.eyes > 1) return reopen(tx, deps, item, verdict);
  await changeItem(tx, item, {
    state: 'approved',
    outcome: 'approve',
    decided_at: verdict.now,
    reasons: [],
    note: verdict.note,
  });
  await applyTo(tx, deps, item, { effect: 'show', reason: '', by: verdict.by, now: verdict.now });
  await deps.bus.emit(tx, reviewApproved, factOf(item, verdict));
}

/** Lets something that was rejected wait again, and approves it as the first of two. */
async function reopen(tx: Tx, deps: Deps, item: Item, verdict: Verdict): Promise<void> {
  const again = { state: 'waiting', task: 'first', task_no: item.task_no + 1 } as const;
  const { by, now } = verdict;
  await changeItem(tx, item, {
    ...again,
    outcome: null,
    waiting_since: now,
    decided_at: null,
    reasons: [],
    note: '',
  });
  await applyTo(tx, deps, item, { effect: 'recall', reason: '', by, now });
  await deps.bus.emit(tx, reviewReopened, factOf(item, verdict));
  await decideTask(tx, deps, { ...item, ...again }, { ...verdict, verdict: 'approve' });
}

/**
 * Takes back a reviewer's own last decision: a first review waits again, a takedown is restored. Throws `undo-too-late`.
 */
export async function undo(
  tx: Tx,
  deps: Deps,
  item: Item,
  { by, now }: Pick<Verdict, 'by' | 'now'>,
): Promise<void> {
  const last = (await decisionsOf(tx, [item])).at(-1);
  const isMine = last?.reviewer_id === by && last.at.getTime() > now.getTime() - UNDO_MS;
  const verdict: Verdict = { reasons: [], note: '', by, now };
  if (isMine && last.verdict === 'take_down') return restore(tx, deps, item, verdict);
  if (!isMine || last.task !== 'first' || !['approve', 'reject'].includes(last.verdict)) {
    throw new Problem('undo-too-late');
  }
  await write(tx, item, 'undo', verdict);
  const wasOver = item.task === null;
  await changeItem(tx, item, {
    state: 'waiting',
    task: 'first',
    task_no: item.task_no + 1,
    outcome: null,
    waiting_since: new Date(now.getTime() - (last.waited_s ?? 0) * 1000),
    decided_at: null,
    reasons: [],
    note: '',
    claimed_by: by,
    claimed_until: new Date(now.getTime() + UNDO_MS),
  });
  if (!wasOver) return;
  await applyTo(tx, deps, item, { effect: 'recall', reason: '', by, now });
  await deps.bus.emit(tx, reviewReopened, factOf(item, verdict));
}

/**
 * Decides about something by its own name, from the pages of the module that owns it: the open task if there is one,
 * else it is taken down or restored. What is already so is left so.
 */
export async function decideSubject(
  tx: Tx,
  deps: Deps,
  key: SubjectKey,
  { wish, ...verdict }: Verdict & { readonly wish: 'show' | 'refuse' | 'hide' },
): Promise<void> {
  const item = await itemOf(tx, deps, key);
  const isOpen = item.task === 'first' || item.task === 'appeal';
  if (isOpen && wish !== 'hide') {
    return decideTask(tx, deps, item, { ...verdict, verdict: wish === 'show' ? 'approve' : 'reject' });
  }
  if (wish === 'hide' && item.state === 'approved') return takeDown(tx, deps, item, verdict);
  if (wish === 'show' && item.state !== 'approved') return restore(tx, deps, item, verdict);
  // Its owner says what is wrong with it, if anything.
  const reason = reasonSentence(verdict.reasons, verdict.note);
  await applyTo(tx, deps, item, { effect: wish, reason, by: verdict.by, now: verdict.now });
}

const write = (
  tx: Tx,
  item: Item,
  verdict: 'take_down' | 'restore' | 'undo',
  { reasons, note, by, now }: Verdict,
) =>
  appendDecision(tx, item, {
    task: null,
    task_no: item.task_no,
    verdict,
    reasons: [...reasons],
    note,
    reviewer_id: by,
    waited_s: null,
    at: now,
  });
