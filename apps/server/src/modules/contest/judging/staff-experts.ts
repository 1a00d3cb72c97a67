import { addContestExpert, listContestExperts, removeContestExpert } from '@wengong/contract';
import type { Reader, Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { findPersonByPhone, peopleOf, recordAudit } from '../../identity/index.ts';
import { type ContestKey, roundsOf } from '../contest.store.ts';
import { findContest, openRound } from '../find-contest.ts';
import { expertOf, expertsOf, putExpert, removeExpert } from './experts.store.ts';

export const listContestExpertsAction = handle(listContestExperts, async ({ params, reader, deps }) => {
  await findContest(reader, params);
  return { items: await presentExperts(reader, deps, params) };
});

export const addContestExpertAction = handle(
  addContestExpert,
  async ({ params, body, actor, tx, deps, now }) => {
    const contest = await findContest(tx, params);
    if (contest.state === 'finished' || contest.state === 'called_off') throw new Problem('contest-state');
    const person = await findPersonByPhone(tx, deps.keys, body.phone);
    if (person === null) throw new Problem('expert-unknown');
    const known = new Set(contest.definition.categories.map((each) => each.key));
    const categories = body.categories.filter((each) => known.has(each));
    await putExpert(tx, {
      palace_id: params.palaceId,
      contest_id: params.contestId,
      person_id: person.personId,
      categories,
      invited_by: actor.personId,
      invited_at: now,
    });
    await recordAudit(tx, {
      palaceId: params.palaceId,
      actor,
      action: 'contest-expert.add',
      subject: { type: 'contest', id: params.contestId },
      after: { personId: person.personId, categories },
      at: now,
    });
    return { items: await presentExperts(tx, deps, params) };
  },
);

export const removeContestExpertAction = handle(
  removeContestExpert,
  async ({ params, actor, tx, deps, now }) => {
    if ((await expertOf(tx, params, params.personId)) === undefined) throw new Problem('not-found');
    await removeExpert(tx, params, params.personId, now);
    await recordAudit(tx, {
      palaceId: params.palaceId,
      actor,
      action: 'contest-expert.remove',
      subject: { type: 'contest', id: params.contestId },
      before: { personId: params.personId },
      at: now,
    });
    return { items: await presentExperts(tx, deps, params) };
  },
);

async function presentExperts(reader: Reader | Tx, deps: Deps, key: ContestKey) {
  const round = openRound(await roundsOf(reader, key));
  const experts = await expertsOf(reader, key, round?.round ?? null);
  const people = await peopleOf(
    reader,
    deps.keys,
    experts.map((expert) => expert.person_id),
  );
  return experts.map((expert) => ({
    personId: expert.person_id,
    name: people.get(expert.person_id)?.displayName ?? '',
    phoneMasked: people.get(expert.person_id)?.phoneMasked ?? null,
    categories: expert.categories,
    scored: expert.scored,
    conflicts: expert.conflicts,
    invitedAt: expert.invited_at.toISOString(),
  }));
}
