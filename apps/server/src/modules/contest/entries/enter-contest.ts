import { enterContest } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { handle } from '../../../kernel/module.ts';
import { videoOf } from '../../media/index.ts';
import { submitForReview, withdrawFromReview } from '../../moderation/index.ts';
import { reviewOf } from '../contest.review.ts';
import { entriesOpen } from '../contest.rules.ts';
import { holdContest } from '../find-contest.ts';
import { gramsOf } from '../grams.rules.ts';
import { holdClip } from './clip.ts';
import { countEntry, entryById, insertEntry, takeNumber } from './entries.store.ts';
import { judgeEntry } from './entry.rules.ts';
import { presentMine } from './my-entry.ts';

/** The contest is held, so that entries are numbered without gaps and none slips in after the closing. */
export const enterContestAction = handle(enterContest, async ({ params, body, actor, tx, deps, now }) => {
  const contest = await holdContest(tx, params);
  if (contest.state === 'draft') throw new Problem('not-found');
  const { definition } = contest;
  if (!entriesOpen(contest.state, definition, now)) throw new Problem('contest-entries-closed');
  if (definition.entrantsMembers && !actor.member) throw new Problem('contest-members-only');
  const faults = judgeEntry(definition, body);
  if (faults.length > 0) throw new Problem('contest-form', {}, { fields: faults });
  const { personId } = actor;
  await countEntry(tx, params, { personId, allowed: definition.entriesAPerson, by: 1 });
  const number = await takeNumber(tx, params);
  const id = newId();
  const clip = body.assetId === null ? null : await videoOf(tx, body.assetId);
  if (clip !== null) {
    // The clip is reviewed as part of the entry.
    await withdrawFromReview(tx, deps, {
      palaceId: params.palaceId,
      kind: 'video',
      subjectId: clip.id,
      by: personId,
      only: 'waiting',
    });
  }
  if (body.assetId !== null) await holdClip(tx, { ...params, entryId: id, assetId: body.assetId, personId });
  await insertEntry(tx, {
    palace_id: params.palaceId,
    id,
    contest_id: params.contestId,
    version: contest.version,
    number,
    category: body.category,
    person_id: personId,
    entrant_kind: body.entrantKind,
    entrant_name: body.entrantName,
    people: body.people,
    title: body.title,
    description: body.description,
    answers: body.answers,
    union_id: null,
    asset_id: body.assetId,
    state: 'waiting',
    note: '',
    round: 0,
    shown: 0,
    grams: gramsOf(body.title, body.entrantName, String(number)),
    entered_at: now,
    decided_at: null,
    decided_by: null,
  });
  const entry = await entryById(tx, params, id);
  if (entry === undefined) throw new Error('an entry that was written is there');
  await submitForReview(tx, deps, {
    ...reviewOf(entry),
    ready: clip === null || clip.status === 'ready',
    eyes: definition.rounds[0]?.kind === 'final' ? 2 : 1,
  });
  const [mine] = await presentMine(tx, [entry]);
  if (mine === undefined) throw new Error('an entry that was written is there');
  return mine;
});
