import {
  type AuditAction,
  decideReviewItem,
  escalateReviewItem,
  restoreContent,
  takeDownContent,
  undoReviewDecision,
} from '@wengong/contract';
import type { Actor } from '../../../kernel/actor.ts';
import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { findPalace, unionsByIds } from '../../network/index.ts';
import { heldItem, presentOne } from '../held-item.ts';
import { appendDecision, changeItem, type Item, itemById } from '../items.store.ts';
import { saysWhy } from '../reasons.rules.ts';
import { itemOf } from '../submit.ts';
import { decideTask } from './decide.ts';
import { restore, takeDown, undo } from './take-down.ts';

export const decideReviewItemAction = handle(
  decideReviewItem,
  async ({ params, body, actor, tx, deps, now }) => {
    if (body.verdict === 'reject' && !saysWhy(body.reasons, body.note))
      throw new Problem('review-reason-needed');
    const item = await heldItem(tx, deps, params, actor);
    await decideTask(tx, deps, item, { ...body, by: actor.personId, now });
    return audited(tx, deps, { item, actor, action: `review.${body.verdict}`, said: body });
  },
);

export const undoReviewDecisionAction = handle(
  undoReviewDecision,
  async ({ params, actor, tx, deps, now }) => {
    const item = await heldItem(tx, deps, params, actor);
    await undo(tx, deps, item, { by: actor.personId, now });
    return audited(tx, deps, { item, actor, action: 'review.undo' });
  },
);

export const takeDownContentAction = handle(
  takeDownContent,
  async ({ params, body, actor, tx, deps, now }) => {
    if (!saysWhy(body.reasons, body.note)) throw new Problem('review-reason-needed');
    const item = await itemOf(tx, deps, { ...params, ...body });
    await takeDown(tx, deps, item, { ...body, by: actor.personId, now });
    return audited(tx, deps, { item, actor, action: 'review.take-down', said: body });
  },
);

export const restoreContentAction = handle(restoreContent, async ({ params, body, actor, tx, deps, now }) => {
  const item = await heldItem(tx, deps, params, actor);
  await restore(tx, deps, item, { ...body, by: actor.personId, now });
  return audited(tx, deps, { item, actor, action: 'review.restore', said: body });
});

export const escalateReviewItemAction = handle(
  escalateReviewItem,
  async ({ params, body, actor, tx, deps, now }) => {
    const item = await heldItem(tx, deps, params, actor);
    if (item.task === null) throw new Problem('review-over');
    const above = await unionAbove(tx, item);
    if (above === null) throw new Problem('review-top');
    await appendDecision(tx, item, {
      task: item.task,
      task_no: item.task_no,
      verdict: 'escalate',
      reasons: [],
      note: body.note,
      reviewer_id: actor.personId,
      waited_s: null,
      at: now,
    });
    await changeItem(tx, item, { escalated_to: above, claimed_by: null, claimed_until: null });
    return audited(tx, deps, { item, actor, action: 'review.escalate', said: body });
  },
);

/** The union that decides next: the palace's own, then the one above; null at the top. */
async function unionAbove(tx: Tx, item: Item): Promise<string | null> {
  if (item.escalated_to === null) return (await findPalace(tx, item.palace_id))?.union_id ?? null;
  return (await unionsByIds(tx, [item.escalated_to])).get(item.escalated_to)?.parent_id ?? null;
}

type ReviewAction = AuditAction & `review.${string}`;

interface Done {
  /** As it was before. */
  readonly item: Item;
  readonly actor: Actor;
  readonly action: ReviewAction;
  readonly said?: { readonly reasons?: readonly string[]; readonly note: string };
}

/** Writes to the audit log what a reviewer did; the item as it is now. */
async function audited(tx: Tx, deps: Deps, { item, actor, action, said }: Done) {
  const after = await itemById(tx, item.id);
  const shown = await presentOne(tx, deps, item);
  await recordAudit(tx, {
    palaceId: item.palace_id,
    actor,
    action,
    subject: { type: item.kind, id: item.subject_id },
    before: { state: item.state, task: item.task },
    after: {
      state: after?.state,
      task: after?.task,
      ...(said === undefined ? {} : { reasons: said.reasons ?? [], note: said.note }),
    },
    at: deps.clock.now(),
  });
  return shown;
}
