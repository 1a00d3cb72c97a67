import type { RosterVerdict } from '@wengong/contract';
import type { Actor } from '../../../kernel/actor.ts';
import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { isGood } from '../../../kernel/sheets/roster-file/judged-rows.ts';
import { recordAudit } from '../../identity/index.ts';
import { enrolUntil } from '../allotments/allotments.present.ts';
import { bookingConfirmed, seatsChanged } from '../booking.events.ts';
import { factOf } from '../booking.present.ts';
import type { GroupSeatRow } from '../booking.tables.ts';
import { type Claim, type ClaimRefusal, claimSeats } from '../seats/claim-seats.ts';
import { changePools } from '../seats/pools.store.ts';
import { type Group, groupPrice } from './group.ts';
import { insertGroupSeats } from './groups.store.ts';
import { type Judged, tokensFor } from './judge-roster.ts';

type Good = Judged & { readonly holder: NonNullable<Judged['holder']> };

/** A row that was not enrolled after all, and why. */
export interface LostRow {
  readonly row: number;
  readonly why: RosterVerdict;
}

export const rosterChanged = (lost: readonly LostRow[], sentence: (why: RosterVerdict) => string): Problem =>
  new Problem(
    'roster-changed',
    { rows: lost.length },
    { fields: lost.slice(0, 200).map(({ row, why }) => ({ path: `row ${row}`, message: sentence(why) })) },
  );

const lostBecause: Partial<Readonly<Record<ClaimRefusal, RosterVerdict>>> = {
  'too-many-bookings': 'too-many-bookings',
  'overlapping-booking': 'overlapping-booking',
  'already-booked': 'already-booked',
};

/**
 * Enrols all of these rows: who has an account gets a booking, for the others a seat is held until they sign in.
 * All of them or none: when a seat was lost meanwhile `onLost` makes the error that undoes the rest.
 */
export async function enrolAll(
  tx: Tx,
  deps: Deps,
  group: Group,
  rows: readonly Judged[],
  by: { readonly actor: Actor; readonly now: Date; readonly onLost: (lost: LostRow[]) => Problem },
): Promise<{ enrolled: number; invited: number }> {
  const { actor, now } = by;
  const notGood = rows.filter((each) => !isGood(each.verdict));
  if (notGood.length > 0)
    throw by.onLost(notGood.map(({ entry, verdict }) => ({ row: entry.row, why: verdict })));
  const good = rows as readonly Good[];
  const booked = await bookKnown(tx, deps, group, good, by);
  const invited = good
    .filter(({ verdict }) => verdict === 'invite')
    .map((each) => invitation(group, each, by, deps));
  const { pool } = group;
  if (invited.length > 0) {
    // The pool's own constraint judges whether so many are free.
    await changePools(tx, [
      { palaceId: pool.palace_id, poolId: pool.id, held: invited.length, confirmed: 0 },
    ]);
    await insertGroupSeats(tx, invited);
    await deps.bus.emit(tx, seatsChanged, { palaceId: pool.palace_id, sessionId: pool.session_id });
  }
  const result = { enrolled: booked, invited: invited.length };
  await recordAudit(tx, {
    palaceId: pool.palace_id,
    actor,
    action: 'group.enrol',
    subject: { type: 'allotment', id: pool.id },
    after: { ...result, union: group.union.id },
    at: now,
  });
  return result;
}

/** Books for those who have an account. Returns how many. */
async function bookKnown(
  tx: Tx,
  deps: Deps,
  group: Group,
  good: readonly Good[],
  by: { readonly actor: Actor; readonly now: Date; readonly onLost: (lost: LostRow[]) => Problem },
): Promise<number> {
  const known = good.flatMap((each) =>
    each.holder.personId === null
      ? []
      : [{ ...each, claim: claimFor(group, each, each.holder.personId, by.actor) }],
  );
  const outcomes = await claimSeats(
    tx,
    known.map(({ claim }) => claim),
    by.now,
  );
  const lost = outcomes.flatMap((outcome, index): LostRow[] =>
    outcome.won
      ? []
      : [{ row: known[index]?.entry.row ?? 0, why: lostBecause[outcome.why] ?? 'no-seat-left' }],
  );
  if (lost.length > 0) throw by.onLost(lost);
  const won = outcomes.flatMap((outcome) => (outcome.won ? [outcome.booking] : []));
  await insertGroupSeats(
    tx,
    known.map((each) => ({
      ...seatOf(group, each, by, deps),
      status: 'booked',
      person_id: each.claim.personId,
      booking_id: each.claim.bookingId,
    })),
  );
  const { name, nameEn } = group.union;
  await deps.bus.emit(
    tx,
    bookingConfirmed,
    ...won.map((booking) => ({ ...factOf(booking), byStaff: true, union: { name, nameEn } })),
  );
  return won.length;
}

function claimFor(group: Group, { holder }: Good, personId: string, actor: Actor): Claim {
  const { session, pool } = group;
  return {
    palaceId: session.palaceId,
    sessionId: session.sessionId,
    startsAt: session.startsAt,
    endsAt: session.endsAt,
    capacity: session.capacity,
    quotas: session.quotas,
    bookingId: newId(),
    personId,
    tokens: tokensFor(group, holder),
    within: [pool.id],
    companions: [],
    priceFen: groupPrice(session).total,
    memberPrice: true,
    bookedBy: actor.personId,
  };
}

const seatOf = (
  { pool, union }: Group,
  { entry }: Good,
  { actor, now }: { readonly actor: Actor; readonly now: Date },
  { keys }: Deps,
): Omit<GroupSeatRow, 'status'> => ({
  palace_id: pool.palace_id,
  id: newId(),
  session_id: pool.session_id,
  pool_id: pool.id,
  union_id: union.id,
  name_cipher: keys.seal(entry.name),
  staff_number: entry.staffNumber,
  phone_hash: null,
  phone_cipher: null,
  person_id: null,
  booking_id: null,
  enrolled_by: actor.personId,
  enrolled_at: now,
  expires_at: enrolUntil(pool),
  ended_at: null,
});

const invitation = (
  group: Group,
  row: Good,
  by: { readonly actor: Actor; readonly now: Date },
  deps: Deps,
): GroupSeatRow => ({
  ...seatOf(group, row, by, deps),
  status: 'invited',
  phone_hash: row.holder.hash,
  phone_cipher: deps.keys.seal(row.entry.phone ?? ''),
});
