import type { RefusalReason } from '@wengong/contract';
import type { Keys } from '../../../kernel/crypto.ts';
import type { Reader, Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { peopleOf } from '../../identity/index.ts';
import { sessionsForBooking } from '../../programme/index.ts';
import { maskName } from '../booking.rules.ts';
import { readTicketCode } from '../tickets/ticket-code.ts';
import { verifyTicket } from '../tickets/ticket-token.ts';
import type { FoundTicket, TicketName } from './admissions.store.ts';

/** Which ticket is meant by what was read or typed at a door of the palace, or why it cannot be one of it. */
export function nameOf(
  seen: { readonly token?: string | undefined; readonly code?: string | undefined },
  palaceId: string,
  keys: Keys,
): TicketName | RefusalReason {
  if (seen.token !== undefined) {
    const verdict = verifyTicket(seen.token.trim(), keys.ticketKey);
    if (!verdict.genuine) return 'forged';
    return verdict.claims.palaceId === palaceId ? { id: verdict.claims.ticketId } : 'other-palace';
  }
  const code = readTicketCode(seen.code ?? '');
  return code === null ? 'unknown' : { code };
}

export const admissionOf = (ticket: FoundTicket) => ({
  checkInId: ticket.check_in_id,
  at: ticket.admitted_at?.toISOString() ?? null,
});

/** What the door shows of tickets it found, by ticket: no full name, no category. Two reads for any number. */
export async function shownAtDoor(reader: Reader | Tx, deps: Deps, tickets: readonly FoundTicket[]) {
  const keys = tickets.map((ticket) => ({ palaceId: ticket.palace_id, sessionId: ticket.session_id }));
  const sessions = tickets.length === 0 ? [] : await sessionsForBooking(reader, keys);
  const people = await peopleOf(
    reader,
    deps.keys,
    tickets.flatMap((ticket) => (ticket.ordinal === 0 ? [ticket.person_id] : [])),
  );
  return new Map(
    tickets.map((ticket, index) => {
      const activity = sessions[index]?.activity;
      const name = ticket.ordinal === 0 ? people.get(ticket.person_id)?.displayName : ticket.companion;
      const shown = {
        holderName: maskName(name ?? ''),
        sessionId: ticket.session_id,
        title: activity?.title ?? null,
        titleEn: activity?.titleEn ?? null,
        startsAt: ticket.starts_at.toISOString(),
        seat: ticket.ordinal + 1,
        seats: ticket.seats,
        place: ticket.place,
        placeEn: ticket.place_en,
      };
      return [ticket, shown];
    }),
  );
}
