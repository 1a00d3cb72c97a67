import { getBallotDesk } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { sessionForBooking } from '../../../programme/index.ts';
import { deskView } from '../ballot-views.ts';
import { ballotOfSession } from '../ballots.store.ts';

export const getBallotDeskAction = handle(getBallotDesk, async ({ params, reader, deps, now }) => {
  const session = await sessionForBooking(reader, params.palaceId, params.sessionId);
  if (session === null) throw new Problem('not-found');
  const ballot = await ballotOfSession(reader, params.palaceId, params.sessionId);
  return {
    byBallot: session.release === 'ballot',
    ballot: ballot === undefined ? null : await deskView(reader, deps, ballot, session, now),
  };
});
