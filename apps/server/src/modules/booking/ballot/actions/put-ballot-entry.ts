import { putBallotEntry } from '@wengong/contract';
import { handle } from '../../../../kernel/module.ts';
import { presentEntry } from '../ballot.present.ts';
import { enterBallot } from '../enter-ballot.ts';
import { findPublicBallot } from '../find-ballot.ts';

/** The time is judged here, and whether the entries are fixed by the database. */
export const putBallotEntryAction = handle(putBallotEntry, async ({ params, body, actor, tx, now }) => {
  const { session, ballot } = await findPublicBallot(tx, params);
  const companions = (body.companions ?? []).map((each) => each.name);
  const entry = await enterBallot(tx, { session, ballot, actor, companions }, now);
  return presentEntry(entry, { ballot, rank: null, booking: undefined, queuePosition: null });
});
