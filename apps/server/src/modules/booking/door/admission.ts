import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { newId } from '../../../kernel/ids.ts';
import type { AuditRecord } from '../../identity/index.ts';
import { bookingAttendedAfterAll } from '../booking.events.ts';
import { factOf } from '../booking.present.ts';
import { relieve } from '../credit/relieve.ts';
import type { Admission, FoundTicket } from './admissions.store.ts';
import type { TicketAtDoor } from './door.rules.ts';

/** What the rules of the door ask of a ticket. */
export const factsOf = (ticket: FoundTicket): TicketAtDoor => ({
  sessionId: ticket.session_id,
  status: ticket.status,
  revoked: ticket.revoked_at !== null,
  startsAt: ticket.starts_at,
  endsAt: ticket.ends_at,
});

/** The next admission of a ticket at a checkpoint, as far as the ticket says. */
export const admissionRow = (ticket: FoundTicket, checkpoint: string) => ({
  palace_id: ticket.palace_id,
  id: newId(),
  ticket_id: ticket.id,
  booking_id: ticket.booking_id,
  session_id: ticket.session_id,
  person_id: ticket.person_id,
  checkpoint,
  admission: ticket.admission + 1,
});

/** The audit entry of an admission; `more` goes with what is after it. */
export const admittedRecord = (
  admission: Admission,
  personId: string,
  at: Date,
  more: object = {},
): AuditRecord => ({
  palaceId: admission.palace_id,
  actor: { personId },
  action: 'ticket.admit',
  subject: { type: 'ticket', id: admission.ticket_id },
  after: {
    checkInId: admission.id,
    sessionId: admission.session_id,
    checkpoint: admission.checkpoint,
    overridden: admission.overridden,
    ...more,
  },
  at,
});

/** Takes back what it cost that bookings had been counted as missed, and tells of them, each once. */
export async function tellAttended(tx: Tx, deps: Deps, missed: readonly FoundTicket[]): Promise<void> {
  const bookings = new Map(missed.map((ticket) => [ticket.booking_id, ticket]));
  const facts = [...bookings.values()].map((ticket) => factOf({ ...ticket, id: ticket.booking_id }));
  const palaces = Map.groupBy(facts, (fact) => fact.palaceId);
  for (const [palaceId, theirs] of [...palaces].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const attended = theirs.map((fact) => ({ id: fact.bookingId, person_id: fact.personId }));
    await relieve(tx, palaceId, attended, { reason: 'attended', now: deps.clock.now() });
  }
  await deps.bus.emit(tx, bookingAttendedAfterAll, ...facts);
}
