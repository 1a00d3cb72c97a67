import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { on, type Subscription } from '../../../kernel/outbox.ts';
import { bookingCancelled, bookingMissed, spaceBookingCancelled } from '../booking.events.ts';
import { enterCredit } from './enter-credit.ts';
import { enterSpaceCredit } from './enter-space-credit.ts';

type Context = { readonly tx: Tx; readonly deps: Deps };

export const creditSubscriptions: readonly Subscription<Deps>[] = [
  on(bookingMissed, 'booking.enter-credit', (facts, { tx, deps }: Context) =>
    enterCredit(tx, deps, 'no_show', facts),
  ),
  // What the staff cancel is not the person's doing.
  on(bookingCancelled, 'booking.enter-credit', (facts, { tx, deps }: Context) =>
    enterCredit(
      tx,
      deps,
      'late_cancel',
      facts.filter((fact) => fact.late && fact.by === 'person'),
    ),
  ),
  on(spaceBookingCancelled, 'booking.enter-space-credit', (facts, { tx, deps }: Context) =>
    enterSpaceCredit(
      tx,
      deps,
      facts.filter((fact) => fact.late && fact.by === 'person'),
    ),
  ),
];
