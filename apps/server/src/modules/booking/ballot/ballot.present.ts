import { receiptFormat } from '@wengong/ballot';
import type {
  BallotDesk,
  BallotReceipt,
  BallotRules,
  Ballot as BallotShown,
  MyBallotEntry,
  MyBallotOutcome,
} from '@wengong/contract';
import type { Booking } from '../bookings.store.ts';
import { isDrawable, publicValueStage, stateOf } from './ballot.rules.ts';
import type { BallotRulesRow } from './ballot.tables.ts';
import type { Ballot } from './ballots.store.ts';
import type { Entry } from './entries.store.ts';

export const presentRules = (row: BallotRulesRow): BallotRules => ({
  version: row.version,
  firstTimerSlips: row.first_timer_slips,
  lossSlips: row.loss_slips,
  lossMonths: row.loss_months,
  maxSlips: row.max_slips,
  confirmMinutes: row.confirm_minutes,
  createdAt: row.created_at.toISOString(),
});

/** Seats of a session that are drawn: everybody's, and all reserved ones. */
export interface PlacesShown {
  readonly general: number;
  readonly reserved: number;
}

export function presentBallot(
  ballot: Ballot,
  { rules, places }: { readonly rules: BallotRulesRow; readonly places: PlacesShown },
  now: Date,
): BallotShown {
  return {
    id: ballot.id,
    state: stateOf(ballot, now),
    opensAt: ballot.opens_at.toISOString(),
    closesAt: ballot.closes_at.toISOString(),
    drawsAt: ballot.draws_at.toISOString(),
    confirmMinutes: ballot.confirm_minutes,
    waitingPlaces: ballot.waiting_places,
    places: drawnPlaces(ballot) ?? places,
    rules: presentRules(rules),
    commitment: ballot.commitment.toString('hex'),
    entrySetHash: ballot.entry_set_hash?.toString('hex') ?? null,
    entries: ballot.entries,
    closedAt: ballot.closed_at?.toISOString() ?? null,
    publicSource: ballot.public_source,
    // Shown to nobody before a second person has confirmed it.
    publicValue: ballot.public_value_confirmed_by === null ? null : ballot.public_value,
    seed: ballot.seed?.toString('hex') ?? null,
    drawnAt: ballot.drawn_at?.toISOString() ?? null,
    figures:
      ballot.drawn_at === null
        ? null
        : {
            entries: ballot.entries ?? 0,
            slips: ballot.slips ?? 0,
            won: ballot.won ?? 0,
            waiting: ballot.waiting ?? 0,
            voided: ballot.voided ?? 0,
          },
  };
}

/** What was drawn, of a drawn ballot: the places as they were then. */
function drawnPlaces(ballot: Ballot): PlacesShown | null {
  if (ballot.header === null) return null;
  const { places } = JSON.parse(ballot.header) as { places: { seats: number }[] };
  const [general, ...reserved] = places.map((place) => place.seats);
  return { general: general ?? 0, reserved: reserved.reduce((sum, seats) => sum + seats, 0) };
}

export function presentDesk(
  shown: BallotShown,
  ballot: Ballot,
  more: { readonly liveEntries: number; readonly publicValueBy: string | null; readonly now: Date },
): BallotDesk {
  return {
    ...shown,
    liveEntries: more.liveEntries,
    canChange: stateOf(ballot, more.now) === 'planned',
    publicValueStage: publicValueStage(ballot),
    publicValueBy: more.publicValueBy,
    canDraw: isDrawable(ballot),
  };
}

/** What the entry's person is told about it; `rank` only once it is drawn. */
export function presentEntry(
  entry: Entry,
  {
    ballot,
    rank,
    booking,
    queuePosition,
  }: { ballot: Ballot; rank: number | null; booking: Booking | undefined; queuePosition: number | null },
): MyBallotEntry {
  return {
    id: entry.id,
    enteredAt: entry.entered_at.toISOString(),
    companions: entry.companions.map((name) => ({ name })),
    seats: entry.seats,
    weight: { slips: entry.weight, firstTimer: entry.first_timer, losses: entry.losses },
    priceFen: entry.price_fen,
    outcome: outcomeOf(entry, ballot, booking),
    voidReason: entry.void_reason,
    rank,
    queuePosition,
    bookingId: booking?.id ?? null,
    bookingStatus: booking?.status ?? null,
    holdExpiresAt: booking?.status === 'held' ? (booking.hold_expires_at?.toISOString() ?? null) : null,
    receipt: receiptOf(entry, ballot),
  };
}

/** `won` also of who got a place from the waiting list later. */
function outcomeOf(entry: Entry, ballot: Ballot, booking: Booking | undefined): MyBallotOutcome {
  if (entry.status !== 'entered') return entry.status;
  if (ballot.drawn_at === null) return 'entered';
  if (booking === undefined) return 'lost';
  return booking.hold_expires_at === null && booking.confirmed_at === null ? 'waiting' : 'won';
}

export const receiptOf = (entry: Entry, ballot: Ballot): BallotReceipt => ({
  format: receiptFormat,
  ballot: ballot.id,
  entry: entry.id,
  person: entry.person_id,
  salt: entry.salt,
  leaf: entry.leaf.toString('base64url'),
  weight: entry.weight,
  seats: entry.seats,
  commitment: ballot.commitment.toString('hex'),
  publicSource: ballot.public_source,
});
