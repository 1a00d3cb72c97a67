import { createContest } from '@wengong/contract';
import { newId } from '../../../kernel/ids.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { insertContest, insertVersion } from '../contest.store.ts';
import { staffContestOf } from './staff-contest.ts';

export const createContestAction = handle(createContest, async ({ params, body, actor, tx, now }) => {
  const key = { palaceId: params.palaceId, contestId: newId() };
  await insertContest(tx, {
    palace_id: key.palaceId,
    id: key.contestId,
    state: 'draft',
    version: 1,
    next_number: 1,
    gallery: 0,
    created_by: actor.personId,
    created_at: now,
    published_at: null,
    ended_at: null,
    call_off_reason: null,
  });
  await insertVersion(tx, key, { version: 1, definition: body, by: actor.personId, at: now });
  await recordAudit(tx, {
    palaceId: key.palaceId,
    actor,
    action: 'contest.create',
    subject: { type: 'contest', id: key.contestId },
    after: body,
    at: now,
  });
  return staffContestOf(tx, key, now);
});
