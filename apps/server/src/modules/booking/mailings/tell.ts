import type { Deps } from '../../../kernel/deps.ts';
import { factOf } from '../booking.present.ts';
import { fillFor } from './fill-mailing.ts';
import { mailingTold } from './mailings.events.ts';
import { lockMailing, mailingsDue, takeUntold } from './mailings.store.ts';

/** Mailings looked at in one run, and people told in one transaction. */
const MAILINGS = 20;
const PEOPLE = 500;

/**
 * Tells everybody of the mailings that are due. Who is told is marked in the transaction that writes the event, so that
 * nobody is told twice, however many processes do this and whenever one of them dies.
 */
export async function tellDue(deps: Deps): Promise<void> {
  for (const mailing of await mailingsDue(deps.db.reader, deps.clock.now(), MAILINGS)) {
    while ((await tellSome(deps, mailing)) === PEOPLE);
  }
}

const tellSome = (deps: Deps, key: { palace_id: string; id: string }): Promise<number> =>
  deps.db.transact(async (tx) => {
    const now = deps.clock.now();
    const mailing = await lockMailing(tx, key.palace_id, key.id);
    if (mailing === undefined || mailing.withdrawn_at !== null || now < mailing.due_at) return 0;
    const bookings = await takeUntold(tx, mailing, now, PEOPLE);
    const written = {
      title: mailing.title,
      titleEn: mailing.title_en,
      body: mailing.body,
      bodyEn: mailing.body_en,
    };
    const texts = await fillFor(tx, deps.keys, written, bookings);
    const events = bookings.map((booking, at) => ({
      ...factOf(booking),
      mailingId: mailing.id,
      ...(texts[at] ?? written),
    }));
    await deps.bus.emit(tx, mailingTold, ...events);
    return bookings.length;
  });
