import { enterPublicValue } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { enqueue } from '../../../../kernel/jobs.ts';
import { handle } from '../../../../kernel/module.ts';
import { recordAudit } from '../../../identity/index.ts';
import { drawOneBallot } from '../ballot.jobs.ts';
import { deskView } from '../ballot-views.ts';
import { type Ballot, lockBallot, updateBallot } from '../ballots.store.ts';
import { findBallot } from '../find-ballot.ts';

/** Once by one member of staff, and the same again by another: from then on it stays. */
export const enterPublicValueAction = handle(
  enterPublicValue,
  async ({ params, body, actor, tx, deps, now }) => {
    const { session, ballot: found } = await findBallot(tx, params);
    const key = { palaceId: found.palace_id, ballotId: found.id };
    const ballot = (await lockBallot(tx, key)) as Ballot;
    requireOpen(ballot);
    const value = body.value.replace(/\s+/g, ' ');
    const change = nextStep(ballot, actor.personId, value);
    const after = await updateBallot(tx, ballot, change);
    if (change.public_value_confirmed_by !== undefined && ballot.draws_at <= now) {
      await enqueue(tx, drawOneBallot, key, { key: `draw ${ballot.id}` });
    }
    await recordAudit(tx, {
      palaceId: params.palaceId,
      actor,
      action: 'ballot.public-value',
      subject: { type: 'ballot', id: ballot.id },
      before: { value: ballot.public_value },
      after: { value, confirmed: after.public_value_confirmed_by !== null },
      at: now,
    });
    return deskView(tx, deps, after, session, now);
  },
);

function requireOpen(ballot: Ballot): void {
  if (ballot.public_source === null) throw new Problem('ballot-no-public-value');
  if (ballot.called_off_at !== null) throw new Problem('session-called-off');
  if (ballot.closed_at === null) throw new Problem('ballot-not-closed');
  if (ballot.drawn_at !== null || ballot.public_value_confirmed_by !== null)
    throw new Problem('ballot-drawn');
}

/** Who entered it first may correct it, and nobody confirms their own. */
function nextStep(ballot: Ballot, personId: string, value: string) {
  if (ballot.public_value === null) return { public_value: value, public_value_by: personId };
  if (ballot.public_value_by === personId) {
    if (ballot.public_value === value) throw new Problem('ballot-second-person');
    return { public_value: value };
  }
  if (ballot.public_value !== value) throw new Problem('ballot-value-differs');
  return { public_value_confirmed_by: personId };
}
