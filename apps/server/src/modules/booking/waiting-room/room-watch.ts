import type { WaitingRoom } from '@wengong/contract';
import { Batcher } from '../../../kernel/batcher.ts';
import type { Deps } from '../../../kernel/deps.ts';
import type { SessionForBooking } from '../../programme/index.ts';
import { queuesOf } from '../seats/booking-queues.ts';
import { CallRate } from './call-rate.ts';
import { KeptFresh } from './kept-fresh.ts';
import { callNext } from './open-room.ts';
import { askAgainMs, doorsOpenAt, type RoomTimes, stateOf } from './waiting-room.rules.ts';
import { type RoomKey, type RoomSeen, roomsSeen } from './waiting-room.store.ts';
import type { WaitingRoomRow } from './waiting-room.tables.ts';

const FRESH_MS = 1000;
/** While the database does not answer, people see how it was for so long. */
const STALE_MS = 30_000;

export interface RoomSnapshot {
  readonly session: SessionForBooking;
  readonly status: WaitingRoom;
}

interface Watch {
  readonly snapshots: KeptFresh<RoomSnapshot | null>;
  readonly rooms: Batcher<RoomKey, RoomSeen>;
  readonly rate: CallRate;
}

const watches = new WeakMap<Deps, Watch>();

/** What a server process knows of its waiting rooms; each has its own, and the database is the judge between them. */
function watchOf(deps: Deps): Watch {
  const known = watches.get(deps);
  if (known !== undefined) return known;
  const made: Watch = {
    snapshots: new KeptFresh(FRESH_MS, STALE_MS),
    rooms: new Batcher((keys) => roomsSeen(deps.db.reader, keys, deps.clock.now()), {
      limit: 200,
      waiting: 5000,
    }),
    rate: new CallRate(),
  };
  watches.set(deps, made);
  return made;
}

/**
 * The waiting room of a session as of the last second; null when it has none. Renewing it opens the room at its time
 * and calls the next ones in: it goes on as long as somebody asks, in whichever process.
 */
export function seeRoom(deps: Deps, key: RoomKey): Promise<RoomSnapshot | null> {
  const now = deps.clock.now();
  return watchOf(deps).snapshots.get(
    nameOf(key),
    now.getTime(),
    () => renew(deps, key, now),
    (snapshot) => snapshot !== null && beforeOpening(snapshot) && now >= snapshot.session.bookingOpensAt,
  );
}

const nameOf = ({ palaceId, sessionId }: RoomKey): string => `${palaceId} ${sessionId}`;

const beforeOpening = ({ status }: RoomSnapshot): boolean =>
  status.state === 'soon' || status.state === 'gathering';

async function renew(deps: Deps, key: RoomKey, now: Date): Promise<RoomSnapshot | null> {
  const session = await queuesOf(deps).sessions.submit(key);
  if (session === null || session.release !== 'waiting_room' || session.activity.status !== 'published') {
    return null;
  }
  const seen = await watchOf(deps).rooms.submit(key);
  const called = await callIfDue(deps, session, seen, now);
  return { session, status: statusOf(session, { ...seen, room: called ?? seen.room }, now) };
}

const timesOf = (session: SessionForBooking): RoomTimes => ({
  bookingOpensAt: session.bookingOpensAt,
  bookingClosesAt: session.bookingClosesAt,
  live: session.status === 'scheduled' && session.activity.status === 'published',
});

const reserved = ({ quotas }: SessionForBooking): number => quotas.reduce((sum, each) => sum + each.seats, 0);

async function callIfDue(
  deps: Deps,
  session: SessionForBooking,
  seen: RoomSeen,
  now: Date,
): Promise<WaitingRoomRow | null> {
  const { room } = seen;
  if (room === null || now < session.bookingOpensAt) return null;
  const open = stateOf(timesOf(session), seatsLeftOf(session, seen), now) === 'open';
  const waits = room.joined > room.called;
  if (room.opened_at !== null && !(open && waits)) return null;
  const rate = watchOf(deps).rate.of(nameOf(session), deps.config.callsPerSecond, now.getTime());
  const free = open ? (seen.free ?? session.capacity) : 0;
  const { party } = seen;
  return callNext(deps, session, { opensAt: session.bookingOpensAt, free, party, rate }, now);
}

const seatsLeftOf = (session: SessionForBooking, seen: RoomSeen): number =>
  seen.free === null ? session.capacity - reserved(session) : (seen.seatsLeft ?? 0);

function statusOf(session: SessionForBooking, seen: RoomSeen, now: Date): WaitingRoom {
  const { room } = seen;
  const times = timesOf(session);
  const seatsLeft = seatsLeftOf(session, seen);
  return {
    state: stateOf(times, seatsLeft, now),
    now: now.toISOString(),
    doorsOpenAt: doorsOpenAt(times).toISOString(),
    opensAt: session.bookingOpensAt.toISOString(),
    closesAt: session.bookingClosesAt.toISOString(),
    joined: room?.joined ?? 0,
    early: room?.early ?? null,
    seed: room?.seed ?? null,
    called: room?.called ?? 0,
    perMinute: perMinute(room, seen.calledLately, now),
    seatsLeft,
    party: Math.round(seen.party * 100) / 100,
    askAgainMs: askAgainMs(times, now),
  };
}

/** Calls a minute as they went in the last one, or since the opening when that is less. */
function perMinute(room: WaitingRoomRow | null, calledLately: number, now: Date): number {
  if (room === null || room.opened_at === null) return 0;
  const seconds = Math.min(60, Math.max(5, (now.getTime() - room.opened_at.getTime()) / 1000));
  return Math.round((calledLately * 60) / seconds);
}
