import type { CheckInResult, DoorKit, DoorSession, DoorTicket } from '@wengong/contract';
import type { Kept } from './vault.ts';

/** A ticket as far as this device knows it. */
export interface Presented {
  readonly hash: string;
  readonly palaceId: string;
  readonly sessionId: string;
  /** What the index says of it; null when it was booked after the last contact. */
  readonly held: DoorTicket | null;
  /** What happened to it at this device, in order. */
  readonly before: readonly Kept[];
}

export interface AtDoor {
  readonly kit: DoorKit;
  /** Only tickets of this session are admitted; null: of any. */
  readonly sessionId: string | null;
  /** ms */
  readonly now: number;
  readonly override: boolean;
}

export type Reason = CheckInResult['reason'];

/** What a door without network says to a genuine ticket, and when it was let in before. */
export function judge(ticket: Presented, door: AtDoor): { reason: Reason; at: string | null } {
  const earlier = admittedBefore(ticket);
  if (ticket.palaceId !== door.kit.palace.id) return { reason: 'other-palace', at: null };
  if (earlier !== null) return { reason: 'already', at: earlier };
  return { reason: refusal(ticket, door) ?? 'admitted', at: null };
}

function refusal(ticket: Presented, door: AtDoor): Reason | null {
  if (door.sessionId !== null && door.sessionId !== ticket.sessionId) return 'other-session';
  const session = sessionOf(door.kit, ticket.sessionId);
  if (session?.cancelled) return 'session-cancelled';
  if (ticket.held?.state === 'revoked') return 'revoked';
  // A session that this device was never told of: not today's business.
  if (session === undefined) return 'unknown';
  if (door.override) return null;
  if (door.now < Date.parse(session.checkInOpensAt)) return 'too-early';
  return door.now > Date.parse(session.checkInClosesAt) ? 'too-late' : null;
}

export const sessionOf = (kit: DoorKit, sessionId: string): DoorSession | undefined =>
  kit.sessions.find((session) => session.id === sessionId);

/** When the ticket was let in, here or elsewhere, and not sent out again; null when it was not. */
function admittedBefore({ held, before }: Presented): string | null {
  const undone = new Set(before.flatMap(({ entry }) => (entry.kind === 'undo' ? [entry.undoes] : [])));
  const here = before.filter(
    ({ entry }) => entry.kind === 'scan' && entry.verdict === 'admitted' && !undone.has(entry.nonce),
  );
  const last = here.at(-1);
  if (last !== undefined) return last.entry.at;
  if (held?.state !== 'admitted') return null;
  // What the index says may be this device's own admission, undone since.
  const ours = before.some(({ entry }) => entry.kind === 'scan' && entry.at === held.admittedAt);
  return ours ? null : held.admittedAt;
}
