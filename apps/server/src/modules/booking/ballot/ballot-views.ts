import type { BallotDesk, MyBallotEntry } from '@wengong/contract';
import type { Reader, Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { peopleOf } from '../../identity/index.ts';
import type { SessionForBooking } from '../../programme/index.ts';
import { queuePositions } from '../bookings.store.ts';
import { planPools } from '../seats/plan-pools.ts';
import { seatsOfSession } from '../seats/pools.store.ts';
import { type PlacesShown, presentBallot, presentDesk, presentEntry } from './ballot.present.ts';
import { ranksOfEntries } from './ballot-files.store.ts';
import { type Ballot, ballotsByIds, rulesVersion } from './ballots.store.ts';
import { reservedOf } from './close-ballot.ts';
import { bookingsOfEntries } from './draw.store.ts';
import { countEntered, type Entry } from './entries.store.ts';

const seatsIn = (pools: readonly { readonly capacity: number }[]) =>
  pools.reduce((sum, pool) => sum + pool.capacity, 0);

/** The seats that a ballot of this session would draw. */
export async function placesOf(reader: Reader | Tx, session: SessionForBooking): Promise<PlacesShown> {
  const { pools } = await seatsOfSession(reader, session.palaceId, session.sessionId);
  const planned = pools.length > 0 ? pools : planPools(session, []);
  return {
    general: seatsIn(planned.filter((pool) => pool.kind === 'general')),
    reserved: seatsIn(reservedOf(planned)),
  };
}

/** A ballot as everybody sees it. */
export async function ballotView(reader: Reader | Tx, ballot: Ballot, session: SessionForBooking, now: Date) {
  const [rules, places] = [await rulesVersion(reader, ballot), await placesOf(reader, session)];
  return presentBallot(ballot, { rules, places }, now);
}

/** A ballot as its staff see it. */
export async function deskView(
  reader: Reader | Tx,
  deps: Deps,
  ballot: Ballot,
  session: SessionForBooking,
  now: Date,
): Promise<BallotDesk> {
  const by = ballot.public_value_by;
  const people = by === null ? undefined : await peopleOf(reader, deps.keys, [by]);
  return presentDesk(await ballotView(reader, ballot, session, now), ballot, {
    liveEntries: await countEntered(reader, { palaceId: ballot.palace_id, ballotId: ballot.id }),
    publicValueBy: people?.get(by ?? '')?.displayName ?? null,
    now,
  });
}

/** Entries as their person sees them, in their order, in a fixed number of reads. */
export async function entryViews(
  reader: Reader | Tx,
  entries: readonly Entry[],
): Promise<{ entry: Entry; ballot: Ballot; shown: MyBallotEntry }[]> {
  const ballots = await ballotsByIds(reader, entries);
  const isDrawn = (entry: Entry) => (ballots.get(entry.ballot_id)?.drawn_at ?? null) !== null;
  const drawn = entries.filter(isDrawn);
  const [ranks, bookings] = [await ranksOfEntries(reader, drawn), await bookingsOfEntries(reader, drawn)];
  const positions = await queuePositions(reader, [...bookings.values()]);
  return entries.flatMap((entry) => {
    const ballot = ballots.get(entry.ballot_id);
    if (ballot === undefined) return [];
    const booking = bookings.get(entry.id);
    const shown = presentEntry(entry, {
      ballot,
      rank: ranks.get(entry.id) ?? null,
      booking,
      queuePosition: positions.get(booking?.id ?? '') ?? null,
    });
    return [{ entry, ballot, shown }];
  });
}
