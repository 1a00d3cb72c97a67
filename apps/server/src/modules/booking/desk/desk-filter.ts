import type { BookingFilter, BookingStatus } from '@wengong/contract';
import type { RawBuilder } from 'kysely';
import type { Keys } from '../../../kernel/crypto.ts';
import type { Reader } from '../../../kernel/db.ts';
import { instantAt, plusDays } from '../../../kernel/zone.ts';
import { peopleFound } from '../../identity/index.ts';
import { findSessionIds } from '../../programme/index.ts';
import { bookingOfCode } from '../staff/attendees.store.ts';
import { readTicketCode } from '../tickets/ticket-code.ts';

/** Sessions of an activity, or with a title, that a search looks at: the latest ones. */
const SESSIONS = 5000;

/** A filter as the store takes it: what is undefined does not matter. */
export interface DeskFilter {
  readonly palaceId: string;
  readonly statuses?: readonly BookingStatus[] | undefined;
  readonly sessions?: readonly string[] | undefined;
  /** One booking, found by a ticket's code. */
  readonly id?: string | undefined;
  /** Either of them: the people, as a part of SQL, or their sessions. */
  readonly found?: { readonly people: RawBuilder<string>; readonly sessions: readonly string[] } | undefined;
  readonly from?: Date | undefined;
  readonly before?: Date | undefined;
}

const LIVE: readonly BookingStatus[] = ['confirmed', 'held', 'checked_in'];

/** Makes out what somebody at the desk is looking for; `zone` is the palace's. */
export async function readDeskFilter(
  reader: Reader,
  keys: Keys,
  palace: { readonly id: string; readonly zone: string },
  filter: BookingFilter,
): Promise<DeskFilter> {
  const { q, status, from, to, sessionId, activityId } = filter;
  const code = q ? readTicketCode(q) : null;
  const ofCode = code === null ? undefined : await bookingOfCode(reader, palace.id, code);
  const ofActivity = activityId
    ? await findSessionIds(reader, palace.id, { activityId }, SESSIONS)
    : undefined;
  return {
    palaceId: palace.id,
    statuses: status === 'live' ? LIVE : status && [status],
    sessions: sessionId ? (ofActivity ?? [sessionId]).filter((id) => id === sessionId) : ofActivity,
    id: ofCode?.booking_id,
    found:
      q && ofCode === undefined
        ? {
            people: peopleFound(keys, q),
            // Digits are somebody's number, not a title.
            sessions: /^\+?[\d\s-]+$/.test(q)
              ? []
              : await findSessionIds(reader, palace.id, { titled: q }, SESSIONS),
          }
        : undefined,
    from: from === undefined ? undefined : instantAt(from, 0, palace.zone),
    before: to === undefined ? undefined : instantAt(plusDays(to, 1), 0, palace.zone),
  };
}
