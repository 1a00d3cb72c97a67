import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { factOf } from '../booking.present.ts';
import { lockBooking } from '../bookings.store.ts';
import { spaceFactOf } from '../spaces/cancel-space.ts';
import { lockSpaceBooking } from '../spaces/space-bookings.store.ts';
import { type AppealSeen, appealById, writeDecision } from './appeals.store.ts';
import { creditAppealDecided, spaceAppealDecided } from './credit.events.ts';
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
  const about = await lockSubject(tx, appeal);
  if (about === undefined) throw new Problem('not-found');
  await writeDecision(tx, appeal, {
    status: accept ? 'accepted' : 'rejected',
    decided_at: now,
    decided_by: by,
    note,
  });
  if (accept) {
    const relief = { reason: by === null ? ('unanswered' as const) : ('appeal' as const), now };
    if ('booking' in about) {
      if (about.booking.status === 'no_show') await excuse(tx, about.booking);
      await relieve(tx, appeal.palace_id, [about.booking], relief);
    } else {
      await relieve(tx, appeal.palace_id, [about.space], relief, 'space_booking_id');
    }
  }
  const person = { palaceId: appeal.palace_id, personId: appeal.person_id };
  const { standing } = (await standingsOf(tx, [person], now))(person);
  const told = { accepted: accept, note, byStaff: by !== null, score: standing.score };
  if ('booking' in about) await deps.bus.emit(tx, creditAppealDecided, { ...factOf(about.booking), ...told });
  else await deps.bus.emit(tx, spaceAppealDecided, { ...spaceFactOf(about.space), ...told });
  return appeal;
}

/** The booking that an appeal is about, locked: of a session or of a space. */
async function lockSubject(tx: Tx, { palace_id, booking_id, space_booking_id }: AppealSeen) {
  if (booking_id !== null) {
    const booking = await lockBooking(tx, palace_id, booking_id);
    return booking && { booking };
  }
  const space = await lockSpaceBooking(tx, { palaceId: palace_id }, space_booking_id ?? '');
  return space && { space };
}
