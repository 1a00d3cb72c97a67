import { type CheckInResult, checkIn, type RefusalReason } from '@wengong/contract';
import type { Actor } from '../../../kernel/actor.ts';
import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { newId } from '../../../kernel/ids.ts';
import { handle } from '../../../kernel/module.ts';
import { peopleOf, recordAudit } from '../../identity/index.ts';
import { sessionForBooking } from '../../programme/index.ts';
import { maskName } from '../booking.rules.ts';
import { doorSentences, refusalOf } from '../door/door.rules.ts';
import { admit, type FoundTicket, findTicket } from '../door/door.store.ts';
import { policyVersions } from '../rules/policy.store.ts';
import { readTicketCode } from '../tickets/ticket-code.ts';
import { verifyTicket } from '../tickets/ticket-token.ts';

export const checkInAction = handle(checkIn, async ({ params, body, actor, tx, deps, now }) => {
  const key = keyOf(body, params.palaceId, deps);
  if (typeof key === 'string') return verdict('refused', key);
  const checkpoint = body.checkpoint ?? 'door';
  const ticket = await findTicket(tx, params.palaceId, key, checkpoint);
  if (ticket === undefined) return verdict('refused', 'unknown');
  const shown = await shownAtDoor(tx, deps, ticket);
  if (ticket.check_in_id !== null && !ticket.undone) {
    return { ...verdict('already', 'already'), ...shown, ...admissionOf(ticket) };
  }
  const rulesOf = await policyVersions(tx, [ticket]);
  const override = body.override ?? false;
  const door = { sessionId: body.sessionId ?? null, now, override };
  const facts = {
    sessionId: ticket.session_id,
    status: ticket.status,
    revoked: ticket.revoked_at !== null,
    startsAt: ticket.starts_at,
    endsAt: ticket.ends_at,
  };
  const refusal = refusalOf(facts, rulesOf(ticket), door);
  if (refusal !== null) return { ...verdict('refused', refusal), ...shown };
  const overridden = override && refusalOf(facts, rulesOf(ticket), { ...door, override: false }) !== null;
  const method = body.method ?? (body.token === undefined ? 'code' : 'camera');
  const admission = { checkpoint, method, overridden, at: now };
  return { ...(await enter(tx, ticket, actor, admission)), ...shown };
});

/** Which ticket is meant, or why it cannot be one of this palace. */
function keyOf(
  body: { token?: string | undefined; code?: string | undefined },
  palaceId: string,
  deps: Deps,
): { id: string } | { code: string } | RefusalReason {
  if (body.token !== undefined) {
    const seen = verifyTicket(body.token.trim(), deps.keys.ticketKey.publicKey);
    if (!seen.genuine) return 'forged';
    return seen.claims.palaceId === palaceId ? { id: seen.claims.ticketId } : 'other-palace';
  }
  const code = readTicketCode(body.code ?? '');
  return code === null ? 'unknown' : { code };
}

async function enter(
  tx: Tx,
  ticket: FoundTicket,
  actor: Actor,
  how: { checkpoint: string; method: 'camera' | 'code'; overridden: boolean; at: Date },
) {
  const row = {
    palace_id: ticket.palace_id,
    id: newId(),
    ticket_id: ticket.id,
    booking_id: ticket.booking_id,
    session_id: ticket.session_id,
    person_id: ticket.person_id,
    admission: ticket.admission + 1,
    recorded_by: actor.personId,
    ...how,
  };
  const { allowed, admitted } = await admit(tx, row);
  if (!allowed) return verdict('refused', 'cancelled');
  if (!admitted) {
    const first = await findTicket(tx, ticket.palace_id, { id: ticket.id }, how.checkpoint);
    return { ...verdict('already', 'already'), ...(first ? admissionOf(first) : {}) };
  }
  await recordAudit(tx, {
    palaceId: ticket.palace_id,
    actor,
    action: 'ticket.admit',
    subject: { type: 'ticket', id: ticket.id },
    after: {
      checkInId: row.id,
      sessionId: ticket.session_id,
      checkpoint: how.checkpoint,
      overridden: how.overridden,
    },
    at: how.at,
  });
  return { ...verdict('admitted', 'admitted'), checkInId: row.id, at: how.at.toISOString() };
}

const admissionOf = (ticket: FoundTicket) => ({
  checkInId: ticket.check_in_id,
  at: ticket.admitted_at?.toISOString() ?? null,
});

/** What the door shows of a ticket it found: no full name, no category. */
async function shownAtDoor(tx: Tx, deps: Deps, ticket: FoundTicket) {
  const session = await sessionForBooking(tx, ticket.palace_id, ticket.session_id);
  const name =
    ticket.ordinal === 0
      ? (await peopleOf(tx, deps.keys, [ticket.person_id])).get(ticket.person_id)?.displayName
      : ticket.companion;
  return {
    holderName: maskName(name ?? ''),
    sessionId: ticket.session_id,
    title: session?.activity.title ?? null,
    titleEn: session?.activity.titleEn ?? null,
    startsAt: ticket.starts_at.toISOString(),
    seat: ticket.ordinal + 1,
    seats: ticket.seats,
  };
}

function verdict(result: CheckInResult['result'], reason: CheckInResult['reason']): CheckInResult {
  return {
    result,
    reason,
    message: doorSentences[reason].zh,
    messageEn: doorSentences[reason].en,
    checkInId: null,
    at: null,
    holderName: null,
    sessionId: null,
    title: null,
    titleEn: null,
    startsAt: null,
    seat: null,
    seats: null,
  };
}
