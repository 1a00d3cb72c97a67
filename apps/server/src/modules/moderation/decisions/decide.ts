import type { ReviewReason, ReviewState } from '@wengong/contract';
import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import type { ReviewEffect } from '../../../kernel/review.ts';
import { settleAppeal } from '../appeals/appeals.store.ts';
import { appendDecision, changeItem, decisionsOf, type Item } from '../items.store.ts';
import { contentTakenDown, type ReviewFact, reviewApproved, reviewRejected } from '../moderation.events.ts';
import { reasonSentence } from '../reasons.rules.ts';
import { settleReports } from '../reports/settle-reports.ts';
import { CLOSED } from '../submit.ts';
import { outcomeOf } from './outcome.rules.ts';

export interface Verdict {
  readonly reasons: readonly ReviewReason[];
  /** In the reviewer's own words, for the uploader. */
  readonly note: string;
  readonly by: string;
  readonly now: Date;
}

/**
 * One reviewer's answer to the open task of an item that is held. The task is over once enough agree; then the owner of
 * the thing shows or hides it in the same transaction. Throws `review-over`, `review-claimed`, `review-not-ready`.
 */
export async function decideTask(
  tx: Tx,
  deps: Deps,
  item: Item,
  { verdict, reasons, note, by, now }: Verdict & { readonly verdict: 'approve' | 'reject' },
): Promise<void> {
  if (item.task === null) throw new Problem('review-over');
  if (!item.ready) throw new Problem('review-not-ready');
  if (item.owner_id === by) throw new Problem('review-own');
  if (item.claimed_by !== null && item.claimed_by !== by && (item.claimed_until ?? now) > now) {
    throw new Problem('review-claimed');
  }
  await appendDecision(tx, item, {
    task: item.task,
    task_no: item.task_no,
    verdict,
    reasons: [...reasons],
    note,
    reviewer_id: by,
    waited_s: Math.max(0, Math.round((now.getTime() - (item.waiting_since ?? now).getTime()) / 1000)),
    at: now,
  });
  const votes = (await decisionsOf(tx, [item])).filter((each) => each.task_no === item.task_no);
  const outcome = outcomeOf(
    votes.map((each) => each.verdict),
    item.eyes,
  );
  if (outcome === null) {
    await changeItem(tx, item, { claimed_by: null, claimed_until: null });
    return;
  }
  const said = votes.filter((each) => each.verdict === 'reject');
  await settle(tx, deps, item, {
    outcome,
    reasons: outcome === 'reject' ? [...new Set(said.flatMap((each) => each.reasons))] : [],
    note:
      outcome === 'reject' ? [...new Set(said.map((each) => each.note))].filter(Boolean).join('；') : note,
    by,
    now,
  });
}

/** Ends an item's task: what becomes of the thing, of an appeal and of reports. */
async function settle(
  tx: Tx,
  deps: Deps,
  item: Item,
  { outcome, reasons, note, by, now }: Verdict & { readonly outcome: 'approve' | 'reject' },
): Promise<void> {
  const wasShown = item.state === 'approved';
  const accepted = outcome === 'approve';
  const refusedAppeal = item.task === 'appeal' && !accepted;
  const state = stateAfter(item, outcome);
  await changeItem(tx, item, {
    ...CLOSED,
    outcome,
    state,
    decided_at: now,
    ...(item.task === 'report' ? { reports: 0 } : {}),
    ...(refusedAppeal ? {} : { reasons: [...reasons], note: note.slice(0, 300) }),
  });
  const reason = reasonSentence(reasons, note);
  const effect: ReviewEffect | null = accepted ? (wasShown ? null : 'show') : wasShown ? 'hide' : 'refuse';
  if (effect !== null && !refusedAppeal) await applyTo(tx, deps, item, { effect, reason, by, now });
  if (item.task === 'appeal') await settleAppeal(tx, item, accepted ? 'accepted' : 'refused');
  await settleReports(tx, deps, item, !accepted);
  const fact = factOf(item, { reasons, note }, item.task === 'appeal');
  if (accepted && !wasShown) await deps.bus.emit(tx, reviewApproved, fact);
  if (!accepted) await deps.bus.emit(tx, wasShown ? contentTakenDown : reviewRejected, fact);
}

function stateAfter(item: Item, outcome: 'approve' | 'reject'): ReviewState {
  if (outcome === 'approve') return 'approved';
  if (item.state === 'waiting') return 'rejected';
  return item.state === 'approved' ? 'taken_down' : item.state;
}

/** Lets the module that owns the thing act on a decision. */
export async function applyTo(
  tx: Tx,
  deps: Deps,
  item: Item,
  decision: {
    readonly effect: ReviewEffect;
    readonly reason: string;
    readonly by: string;
    readonly now: Date;
  },
): Promise<void> {
  const kind = deps.reviewed.find((each) => each.kind === item.kind);
  await kind?.apply(tx, deps, { palaceId: item.palace_id, subjectId: item.subject_id }, decision);
}

export const factOf = (
  item: Item,
  { reasons, note }: Pick<Verdict, 'reasons' | 'note'>,
  onAppeal = false,
): ReviewFact => ({
  palaceId: item.palace_id,
  itemId: item.id,
  kind: item.kind,
  subjectId: item.subject_id,
  ownerId: item.owner_id,
  title: item.title,
  reasons,
  note,
  onAppeal,
});
