import { drawBallot } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { enqueue } from '../../../../kernel/jobs.ts';
import { handle } from '../../../../kernel/module.ts';
import { recordAudit } from '../../../identity/index.ts';
import { drawOneBallot } from '../ballot.jobs.ts';
import { isDrawable } from '../ballot.rules.ts';
import { deskView } from '../ballot-views.ts';
import type { Ballot } from '../ballots.store.ts';
import { findBallot } from '../find-ballot.ts';

/** Has it drawn at once, by a job: it is the same draw whenever it is made. */
export const drawBallotAction = handle(drawBallot, async ({ params, actor, tx, deps, now }) => {
  const { session, ballot } = await findBallot(tx, params);
  requireDrawable(ballot);
  await enqueue(
    tx,
    drawOneBallot,
    { palaceId: ballot.palace_id, ballotId: ballot.id },
    { key: `draw ${ballot.id}` },
  );
  await recordAudit(tx, {
    palaceId: params.palaceId,
    actor,
    action: 'ballot.draw',
    subject: { type: 'ballot', id: ballot.id },
    before: null,
    after: { entries: ballot.entries },
    at: now,
  });
  return deskView(tx, deps, ballot, session, now);
});

function requireDrawable(ballot: Ballot): void {
  if (isDrawable(ballot)) return;
  if (ballot.called_off_at !== null) throw new Problem('session-called-off');
  if (ballot.drawn_at !== null) throw new Problem('ballot-drawn');
  throw new Problem(ballot.closed_at === null ? 'ballot-not-closed' : 'ballot-needs-value');
}
