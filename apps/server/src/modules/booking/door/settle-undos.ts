import { lockBooking } from '../bookings.store.ts';
import { admittedCounts } from '../staff/attendees.store.ts';
import { checkInById, insertUndo, unmarkCheckedIn } from './door.store.ts';
import type { DoorEntryRow } from './door.tables.ts';
import { rowOf, type Settling, type Undo } from './settling.ts';

/**
 * Takes back admissions of the same device. Rare, so one after the other. A session that is over by now keeps its
 * state; the admission is taken out of the count all the same, because it did not happen.
 */
export async function settleUndos(settling: Settling, undos: readonly Undo[]): Promise<void> {
  for (const undo of undos) {
    const taken = settling.rows.get(undo.undoes);
    const row = { ...rowOf(settling, undo), ...placeOf(taken) };
    const undone = taken?.outcome === 'admitted' && (await takeBack(settling, row));
    settling.rows.set(undo.nonce, { ...row, outcome: undone ? 'undone' : 'noted' });
  }
}

const placeOf = (taken: DoorEntryRow | undefined) => ({
  session_id: taken?.session_id ?? null,
  ticket_id: taken?.ticket_id ?? null,
  check_in_id: taken?.outcome === 'admitted' ? taken.check_in_id : null,
});

/** Appends the undoing; false when it had been undone already, at a desk. */
async function takeBack({ tx, device, now, records }: Settling, row: DoorEntryRow): Promise<boolean> {
  const checkIn = await checkInById(tx, row.palace_id, row.check_in_id ?? '');
  if (checkIn === undefined) return false;
  await lockBooking(tx, row.palace_id, checkIn.booking_id);
  const undone = await insertUndo(tx, {
    palace_id: row.palace_id,
    check_in_id: checkIn.id,
    at: row.at,
    recorded_by: device.provisionedBy,
  });
  if (!undone) return false;
  const left = await admittedCounts(tx, row.palace_id, [checkIn.booking_id]);
  if (!left.has(checkIn.booking_id)) await unmarkCheckedIn(tx, row.palace_id, checkIn.booking_id);
  records.push({
    palaceId: row.palace_id,
    actor: { personId: device.provisionedBy },
    action: 'ticket.admit-undo',
    subject: { type: 'ticket', id: checkIn.ticket_id },
    before: { checkInId: checkIn.id, at: checkIn.at, deviceId: device.deviceId },
    at: now,
  });
  return true;
}
