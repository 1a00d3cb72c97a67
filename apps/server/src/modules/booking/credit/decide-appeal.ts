import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { factOf } from '../booking.present.ts';
import { lockBooking } from '../bookings.store.ts';
import { type AppealSeen, appealById, writeDecision } from './appeals.store.ts';
import { creditAppealDecided } from './credit.events.ts';
import { excuse } from './ledger.store.ts';
import { relieve } from './relieve.ts';
import { standingsOf } from './standings.ts';

export interface Decision {
  readonly accept: boolean;
  readonly note: string;
  /** Who decides; null: nobody has answered in time. */
  readonly by: string | null;
}

/**
 * Answers an appeal: accepted, the entry counts no longer and a no-show becomes excused. Locks the booking before the
 * appeal. Throws `not-found`, `appeal-decided`, `own-appeal`. Returns the appeal as it was.
 */
export async function decideAppeal(
  tx: Tx,
  deps: Deps,
  key: { readonly palaceId: string; readonly appealId: string },
  { accept, note, by }: Decision,
): Promise<AppealSeen> {
  const now = deps.clock.now();
  const appeal = await appealById(tx, key.palaceId, key.appealId);
  if (appeal === undefined) throw new Problem('not-found');
  if (appeal.status !== 'open') throw new Problem('appeal-decided');
  if (appeal.person_id === by) throw new Problem('own-appeal');
  const booking = await lockBooking(tx, appeal.palace_id, appeal.booking_id);
  if (booking === undefined) throw new Problem('not-found');
  await writeDecision(tx, appeal, {
    status: accept ? 'accepted' : 'rejected',
    decided_at: now,
    decided_by: by,
    note,
  });
  if (accept) {
    if (booking.status === 'no_show') await excuse(tx, booking);
    const reason = by === null ? 'unanswered' : 'appeal';
    await relieve(tx, appeal.palace_id, [booking], { reason, now });
  }
  const person = { palaceId: appeal.palace_id, personId: appeal.person_id };
  const { standing } = (await standingsOf(tx, [person], now))(person);
  await deps.bus.emit(tx, creditAppealDecided, {
    ...factOf(booking),
    accepted: accept,
    note,
    byStaff: by !== null,
    score: standing.score,
  });
  return appeal;
}
