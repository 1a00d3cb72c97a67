import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { bookingOfferEnding, bookingReminder, bookingReminderSoon } from '../booking.events.ts';
import { factOf } from '../booking.present.ts';
import { askAttendance } from '../credit/attendance-ask.store.ts';
import { takeDayReminders, takeEndingOffers, takeSoonReminders } from './reminders.store.ts';
import { BATCH, inBatches } from './sweep.ts';

/**
 * Tells people what is coming: a day and two hours before the start, ten minutes before an offer runs out. A booking
 * is marked in the transaction that emits its event, and rows that another process is marking are skipped: each is
 * told once, and nothing that is cancelled by then.
 */
export async function remind(deps: Deps): Promise<void> {
  await inBatches(deps, endingOffers);
  await inBatches(deps, soonBatch);
  await inBatches(deps, dayBatch);
}

async function dayBatch(tx: Tx, deps: Deps): Promise<number> {
  const now = deps.clock.now();
  const reminded = await takeDayReminders(tx, now, BATCH);
  const asked = await askAttendance(tx, reminded, now);
  await deps.bus.emit(
    tx,
    bookingReminder,
    ...reminded.map((booking) => ({ ...factOf(booking), ask: asked.has(booking.id) })),
  );
  return reminded.length;
}

async function soonBatch(tx: Tx, deps: Deps): Promise<number> {
  const reminded = await takeSoonReminders(tx, deps.clock.now(), BATCH);
  await deps.bus.emit(tx, bookingReminderSoon, ...reminded.map(factOf));
  return reminded.length;
}

async function endingOffers(tx: Tx, deps: Deps): Promise<number> {
  const ending = await takeEndingOffers(tx, deps.clock.now(), BATCH);
  await deps.bus.emit(
    tx,
    bookingOfferEnding,
    ...ending.map((booking) => ({
      ...factOf(booking),
      holdExpiresAt: (booking.hold_expires_at ?? booking.deadline_at).toISOString(),
    })),
  );
  return ending.length;
}
