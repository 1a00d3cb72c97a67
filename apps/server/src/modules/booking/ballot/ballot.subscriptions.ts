import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { on, type Subscription } from '../../../kernel/outbox.ts';
import { sessionCancelled } from '../../programme/index.ts';
import { ballotSettled } from './ballot.events.ts';
import { ballotOfSession, lockBallot } from './ballots.store.ts';
import { callOff } from './close-ballot.ts';
import { tellOutcomes } from './tell-outcomes.ts';

type Context = { readonly tx: Tx; readonly deps: Deps };

export const ballotSubscriptions: readonly Subscription<Deps>[] = [
  on(ballotSettled, 'booking.tell-ballot', (events, { tx, deps }: Context) => tellOutcomes(tx, deps, events)),
  on(sessionCancelled, 'booking.call-off-ballot', async (sessions, { tx, deps }: Context) => {
    for (const { palaceId, sessionId } of sessions) {
      const known = await ballotOfSession(tx, palaceId, sessionId);
      if (known === undefined || known.drawn_at !== null || known.called_off_at !== null) continue;
      const ballot = await lockBallot(tx, { palaceId, ballotId: known.id });
      if (ballot === undefined || ballot.drawn_at !== null || ballot.called_off_at !== null) continue;
      await callOff(tx, deps, ballot, deps.clock.now());
    }
  }),
];
