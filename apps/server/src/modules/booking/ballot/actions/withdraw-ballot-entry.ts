import { withdrawBallotEntry } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { stateOf } from '../ballot.rules.ts';
import { withdrawEntry } from '../entries.store.ts';
import { findBallot } from '../find-ballot.ts';

export const withdrawBallotEntryAction = handle(withdrawBallotEntry, async ({ params, actor, tx, now }) => {
  const { ballot } = await findBallot(tx, params);
  if (stateOf(ballot, now) !== 'open') throw new Problem('ballot-closed');
  const key = { palaceId: ballot.palace_id, ballotId: ballot.id };
  if (!(await withdrawEntry(tx, key, actor.personId, now))) throw new Problem('ballot-not-entered');
});
