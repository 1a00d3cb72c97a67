import type { ReviewedKind } from '../../../kernel/review.ts';
import { changeRemark, lockRemark, type Remark, remarkById } from './danmaku.store.ts';

const STATES = { shown: 'approved', waiting: 'waiting', taken_down: 'taken_down' } as const;
const AFTER = { show: 'shown', refuse: 'taken_down', hide: 'taken_down', recall: 'waiting' } as const;

/** Remarks are shown and hidden by what reviewers decide. */
export const reviewedDanmaku: ReviewedKind = {
  kind: 'danmaku',
  async find(reader, subjectId) {
    const remark = await remarkById(reader, subjectId);
    return remark === undefined ? null : subjectOf(remark);
  },
  async apply(tx, _deps, { palaceId, subjectId }, { effect, reason }) {
    const remark = await lockRemark(tx, subjectId);
    if (remark?.palace_id !== palaceId) return;
    await changeRemark(tx, remark, { state: AFTER[effect], reason: effect === 'show' ? '' : reason });
  },
};

const subjectOf = (remark: Remark) => ({
  palaceId: remark.palace_id,
  subjectId: remark.id,
  ownerId: remark.person_id,
  title: remark.text,
  texts: [{ field: 'text', text: remark.text }],
  state: STATES[remark.state],
});
