import type { DoorSession } from '@wengong/contract';
import type { Vault } from './vault.ts';

/** Who is here, as far as this device knows: what the server told last, and what happened here since. */
export async function localCount(vault: Vault, session: DoorSession | null) {
  const entries = await vault.entries();
  const walkIns = entries.reduce(
    (sum, { entry }) =>
      entry.kind === 'visit' && entry.sessionId === (session?.id ?? null) ? sum + entry.visitors : sum,
    0,
  );
  if (session === null) return { session: null, walkIns };
  const tickets = await vault.ticketsOfSession(session.id);
  const inside = new Set(
    tickets.filter((ticket) => ticket.state === 'admitted').map((ticket) => ticket.ticket),
  );
  const here = new Set(tickets.map((ticket) => ticket.ticket));
  for (const { entry, ticket } of entries) {
    // Who booked after the last contact is known by their ticket only, and by the door that they came to.
    const ours = here.has(ticket) || (entry.kind === 'scan' && entry.sessionId === session.id);
    if (ticket === '' || !ours) continue;
    if (entry.kind === 'undo') inside.delete(ticket);
    if (entry.kind === 'scan' && entry.verdict === 'admitted') inside.add(ticket);
  }
  const booked = tickets.filter((ticket) => ticket.state !== 'revoked').length;
  const count = { admitted: inside.size, booked: Math.max(booked, inside.size), capacity: session.capacity };
  return { session: count, walkIns };
}
