import { enterContest } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { handle } from '../../../kernel/module.ts';
import { submitForReview } from '../../moderation/index.ts';
import { reviewOf } from '../contest.review.ts';
import { entriesOpen } from '../contest.rules.ts';
import { roundsOf } from '../contest.store.ts';
import { holdContest } from '../find-contest.ts';
import { gramsOf } from '../grams.rules.ts';
import { holdMyNomination } from '../nominations/my-nominations.ts';
import { endNomination } from '../nominations/nominations.store.ts';
import { takeClip } from './clip.ts';
import { countEntry, entryById, insertEntry, takeNumber } from './entries.store.ts';
import { type EntryForm, judgeEntry } from './entry.rules.ts';
import { presentMine } from './my-entry.ts';

/** The contest is held, so that entries are numbered without gaps and none slips in after the closing. */
export const enterContestAction = handle(enterContest, async ({ params, body, actor, tx, deps, now }) => {
  const contest = await holdContest(tx, params);
  if (contest.state === 'draft') throw new Problem('not-found');
  const { definition } = contest;
  const [first] = await roundsOf(tx, params);
  // An entry that comes after the first round would be in none.
  if (!entriesOpen(contest.state, definition, now) || first?.state === 'closed')
    throw new Problem('contest-entries-closed');
  const { personId } = actor;
  const nomination =
    body.nominationId === null ? null : await holdMyNomination(tx, personId, body.nominationId);
  if (nomination !== null && nomination.contest_id !== params.contestId) throw new Problem('not-found');
  if (nomination === null && body.entrantKind === 'union') throw new Problem('nomination-needed');
  // A union vouches for whom it nominates.
  if (definition.entrantsMembers && !actor.member && nomination === null)
    throw new Problem('contest-members-only');
  const form: EntryForm =
    nomination === null ? body : { ...body, category: nomination.category, entrantKind: 'union' };
  const faults = judgeEntry(definition, form);
  if (faults.length > 0) throw new Problem('contest-form', {}, { fields: faults });
  await countEntry(tx, params, { personId, allowed: definition.entriesAPerson, by: 1 });
  const number = await takeNumber(tx, params);
  const id = newId();
  const ready =
    body.assetId === null
      ? true
      : await takeClip(tx, deps, { ...params, entryId: id, assetId: body.assetId, personId });
  await insertEntry(tx, {
    palace_id: params.palaceId,
    id,
    contest_id: params.contestId,
    version: contest.version,
    number,
    category: form.category,
    person_id: personId,
    entrant_kind: form.entrantKind,
    entrant_name: body.entrantName,
    people: body.people,
    title: body.title,
    description: body.description,
    answers: body.answers,
    union_id: nomination?.union_id ?? null,
    asset_id: body.assetId,
    clip_down_at: null,
    state: 'waiting',
    note: '',
    round: 0,
    shown: 0,
    grams: gramsOf(body.title, body.entrantName, String(number)),
    entered_at: now,
    decided_at: null,
    decided_by: null,
  });
  if (nomination !== null) {
    const accepted = { state: 'accepted', decided_at: now, person_id: personId, entry_id: id } as const;
    await endNomination(tx, nomination, accepted);
  }
  const entry = await entryById(tx, params, id);
  if (entry === undefined) throw new Error('an entry that was written is there');
  await submitForReview(tx, deps, {
    ...reviewOf(entry),
    ready,
    eyes: definition.rounds[0]?.kind === 'final' ? 2 : 1,
  });
  const [mine] = await presentMine(tx, [entry], now);
  if (mine === undefined) throw new Error('an entry that was written is there');
  return mine;
});
