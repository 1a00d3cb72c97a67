import type { Keys } from '../kernel/crypto.ts';
import { HOUR, later, MINUTE } from './calendar.ts';
import { demoPhone, LIN } from './people.ts';
import type { Row, Rows } from './rows.ts';
import { Seed } from './seed.ts';

/**
 * Somebody who cannot come has just invited Lin to take their place: a place of a session to come for which Lin is free.
 * Like every invitation it runs out half an hour after it was sent.
 */
export function inviteLin(
  { rows, keys }: { readonly rows: Rows; readonly keys: Keys },
  of: { readonly palaceId: string; readonly lin: string; readonly now: Date },
): void {
  const { palaceId, lin, now } = of;
  const pools = new Map(rows.of('pool').map((pool) => [pool.id, pool]));
  const taken = rows
    .of('booking')
    .filter(
      (booking) =>
        booking.person_id === lin && ['confirmed', 'held', 'waitlisted'].includes(String(booking.status)),
    );
  const clashes = (one: Row) =>
    taken.some(
      (mine) =>
        (mine.starts_at as Date) < (one.ends_at as Date) && (one.starts_at as Date) < (mine.ends_at as Date),
    );
  const numbered = new Set(rows.of('booking_seat').map((seat) => seat.booking_id));
  const [offered] = rows
    .of('booking')
    .filter(
      (one) =>
        one.palace_id === palaceId &&
        one.status === 'confirmed' &&
        one.seats === 1 &&
        one.person_id !== lin &&
        pools.get(one.pool_id)?.kind === 'general' &&
        (one.starts_at as Date) > later(now, 26 * HOUR) &&
        !numbered.has(one.id) &&
        !clashes(one),
    )
    .toSorted((a, b) => (a.starts_at as Date).getTime() - (b.starts_at as Date).getTime());
  if (offered === undefined) return;
  const sent = later(now, -2 * MINUTE);
  const phone = demoPhone(LIN.number);
  rows.add('seat_invitation', {
    palace_id: palaceId,
    id: new Seed('invitations').id(sent),
    kind: 'transfer',
    booking_id: offered.id,
    session_id: offered.session_id,
    ordinal: 0,
    inviter_id: offered.person_id,
    name: LIN.name,
    phone_hash: keys.fingerprint(`+86${phone}`),
    phone_masked: `${phone.slice(0, 3)}****${phone.slice(-4)}`,
    status: 'open',
    created_at: sent,
    expires_at: later(sent, 30 * MINUTE),
  });
}
