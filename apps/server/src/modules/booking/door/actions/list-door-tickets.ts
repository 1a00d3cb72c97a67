import { type DoorTicket, listDoorTickets } from '@wengong/contract';
import type { Keys } from '../../../../kernel/crypto.ts';
import { byTime, decodeCursor, encodeCursor, type Place } from '../../../../kernel/cursor.ts';
import { handle } from '../../../../kernel/module.ts';
import { type PersonView, peopleOf } from '../../../identity/index.ts';
import { maskName } from '../../booking.rules.ts';
import { signTicket } from '../../tickets/ticket-token.ts';
import { codeSalt, sessionsOfDoor } from '../door-kit.ts';
import { type TicketState, ticketsChanged } from '../door-tickets.store.ts';
import { codeHash, sealName, ticketHash } from '../sealed-name.ts';

/**
 * A transaction shows what it wrote only when it ends, later than the times it wrote: who has read everything looks
 * this far back again the next time, ms. To a door, being told twice is being told once.
 */
const LOOK_BACK_MS = 60_000;
const FIRST: Place = { at: new Date(0), id: '00000000-0000-0000-0000-000000000000' };

export const listDoorTicketsAction = handle(listDoorTickets, async ({ device, query, reader, deps, now }) => {
  const { palaceId } = device;
  const after = decodeCursor(query.cursor, byTime) ?? FIRST;
  const sessions = await sessionsOfDoor(reader, palaceId, now);
  const rows = await ticketsChanged(
    reader,
    palaceId,
    sessions.map((session) => session.sessionId),
    after,
    query.limit,
  );
  const people = await peopleOf(
    reader,
    deps.keys,
    rows.flatMap((row) => (row.ordinal === 0 && stateOf(row) === 'valid' ? [row.person_id] : [])),
  );
  const salt = codeSalt(deps.keys, palaceId);
  const last = rows.at(-1);
  const complete = rows.length < query.limit;
  // From now, never from the last page's place: that may be a moment ago.
  const lookBack = new Date(now.getTime() - LOOK_BACK_MS);
  const next =
    complete || last === undefined ? { at: lookBack, id: FIRST.id } : { at: last.changed_at, id: last.id };
  return {
    items: await Promise.all(
      rows.map((row) => presentTicket(row, { palaceId, salt, people, keys: deps.keys })),
    ),
    cursor: encodeCursor([next.at, next.id]),
    complete,
  };
});

const stateOf = (row: TicketState): DoorTicket['state'] =>
  row.revoked ? 'revoked' : row.admitted_at === null ? 'valid' : 'admitted';

async function presentTicket(
  row: TicketState,
  context: { palaceId: string; salt: Buffer; people: ReadonlyMap<string, PersonView>; keys: Keys },
): Promise<DoorTicket> {
  const state = stateOf(row);
  return {
    ticket: ticketHash(row.id),
    code: await codeHash(row.code, context.salt),
    sessionId: row.session_id,
    state,
    admittedAt: state === 'admitted' ? (row.admitted_at?.toISOString() ?? null) : null,
    sealed: state === 'valid' ? sealedOf(row, context) : null,
  };
}

/** Sealed under the very token that the holder shows. */
function sealedOf(
  row: TicketState,
  { palaceId, people, keys }: { palaceId: string; people: ReadonlyMap<string, PersonView>; keys: Keys },
): string {
  const token = signTicket(
    {
      palaceId,
      ticketId: row.id,
      sessionId: row.session_id,
      ordinal: row.ordinal,
      notAfter: row.ends_at,
    },
    keys.ticketKey,
  );
  const name = row.ordinal === 0 ? people.get(row.person_id)?.displayName : row.companion;
  return sealName(token, row.seats, maskName(name ?? ''));
}
