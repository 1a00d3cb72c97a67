import type { Tx } from '../../kernel/db.ts';
import type { Deps } from '../../kernel/deps.ts';
import { enqueue } from '../../kernel/jobs.ts';
import { on, type Subscription } from '../../kernel/outbox.ts';
import { personArrived, phoneChanged } from '../identity/index.ts';
import {
  sessionCancelled,
  sessionChanged,
  sessionPublished,
  sessionRescheduled,
  setSeatsLeft,
} from '../programme/index.ts';
import { closed, specialHoursSet } from '../venue/index.ts';
import { ballotSubscriptions } from './ballot/ballot.subscriptions.ts';
import {
  bookingConfirmed,
  bookingsOutdated,
  placeChanged,
  poolsOutdated,
  seatsChanged,
} from './booking.events.ts';
import { followClosure, followSpecialHours } from './closures/follow-closure.ts';
import { creditSubscriptions } from './credit/credit.subscriptions.ts';
import { followPools, followSessions, tellPlaceChanged } from './follow-session.ts';
import { acceptInvitations } from './groups/accept-invitations.ts';
import { generalSeatsLeft } from './seats/pools.store.ts';
import type { SessionKey } from './seats/release-seats.ts';
import { seriesSubscriptions } from './series/series.subscriptions.ts';
import { inviteCompanions } from './transfer/open-invitations.ts';

type ConfirmedFact = SessionKey & { readonly bookingId: string; readonly seats: number };
type Context = { readonly tx: Tx; readonly deps: Deps };

const share = (keys: readonly SessionKey[], { tx, deps }: Context) => followSessions(tx, deps, keys);
const show = (keys: readonly SessionKey[], { tx }: Context) => showSeatsLeft(tx, keys);
/** Companions are invited by the same subscriber: one of its own would cost every booking an outbox row. */
const showAndInvite = async (facts: readonly ConfirmedFact[], { tx, deps }: Context) => {
  await showSeatsLeft(tx, facts);
  await inviteCompanions(tx, deps, facts);
};

export const bookingSubscriptions: readonly Subscription<Deps>[] = [
  on(personArrived, 'booking.accept-invitations', async (people, { tx }: Context) => {
    for (const { personId } of people) await enqueue(tx, acceptInvitations, { personId });
  }),
  on(phoneChanged, 'booking.accept-invitations', async (people, { tx }: Context) => {
    for (const { personId } of people) await enqueue(tx, acceptInvitations, { personId });
  }),
  on(closed, 'booking.follow-closure', async (facts, { tx, deps }: Context) => {
    for (const fact of facts) await followClosure(tx, deps, fact);
  }),
  on(specialHoursSet, 'booking.follow-special-hours', async (facts, { tx, deps }: Context) => {
    for (const fact of facts) await followSpecialHours(tx, deps, fact);
  }),
  on(sessionPublished, 'booking.share-seats', share),
  on(sessionChanged, 'booking.share-seats', share),
  on(sessionRescheduled, 'booking.share-seats', share),
  on(sessionCancelled, 'booking.share-seats', share),
  on(poolsOutdated, 'booking.share-seats', share),
  on(bookingsOutdated, 'booking.follow-session', (keys, { tx, deps }: Context) =>
    followPools(tx, deps, keys),
  ),
  on(sessionRescheduled, 'booking.notice-place', async (changes, { tx, deps }: Context) => {
    const moved = changes.filter(
      ({ before, after }) =>
        before.spaceId !== after.spaceId &&
        before.startsAt === after.startsAt &&
        before.endsAt === after.endsAt,
    );
    await tellPlaceChanged(
      tx,
      deps,
      moved.map(({ palaceId, sessionId }) => ({ palaceId, sessionId, after: null })),
    );
  }),
  on(placeChanged, 'booking.notice-place', (changes, { tx, deps }: Context) =>
    tellPlaceChanged(tx, deps, changes),
  ),
  on(bookingConfirmed, 'booking.show-seats-left', showAndInvite),
  on(seatsChanged, 'booking.show-seats-left', show),
  ...creditSubscriptions,
  ...ballotSubscriptions,
  ...seriesSubscriptions,
];

/** Shows the portal's lists how many seats are left, once a session however many events came. */
async function showSeatsLeft(tx: Tx, events: readonly SessionKey[]): Promise<void> {
  const keys = [...new Map(events.map((each) => [each.sessionId, each])).values()];
  await setSeatsLeft(tx, await generalSeatsLeft(tx, keys));
}
