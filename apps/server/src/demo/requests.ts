import type { BookingStatus } from '@wengong/contract';
import { DAY, type DemoCalendar, HOUR, later, type Occupancy } from './calendar.ts';
import { inventName } from './names.ts';
import type { Worker } from './people.ts';
import { isDropIn, type Session } from './programme.ts';
import type { Seed } from './seed.ts';
import type { Size } from './size.ts';

/** Somebody asks for seats of a session. */
export interface Request {
  readonly worker: Worker;
  readonly companions: readonly string[];
  readonly queuedAt: Date;
  /** Told in advance what becomes of it; left to chance when absent. */
  readonly fate?: BookingStatus;
}

/** Seats of a session up to which everybody books. */
const FEW = 18;

/** Booking fewer than the limit leaves everybody room to book something themselves. */
const AHEAD_AT_MOST = 6;

export interface Public {
  readonly calendar: DemoCalendar;
  readonly size: Size;
  /** Who is where: nobody is in two places. */
  readonly busy: Occupancy;
  /** Bookings ahead by `<palace> <person>`. */
  readonly ahead: Map<string, number>;
  /** The people of each palace's city, those of the story left out. */
  readonly locals: ReadonlyMap<string, readonly Worker[]>;
  readonly everybody: readonly Worker[];
}

/** How many seats people would like to have of a session. */
function seatsWanted({ calendar: { now }, size }: Public, session: Session, seed: Seed): number {
  const { seats } = session.activity;
  const demand = size.demand(session.activity.demand);
  const age = (now.getTime() - session.startsAt.getTime()) / DAY;
  const wish = seats * demand * seed.between(0.7, 1.2) * (age < 5 ? 1 : size.custom(age)) * awake(session);
  // So many that it is sold out although some give their seats back.
  if (demand > 1 && age < 5) return Math.max(Math.round(wish), Math.ceil(seats * 1.25) + 3);
  return Math.round(wish <= FEW ? wish : FEW + (wish - FEW) * size.restBooked);
}

/** Share of the people who are up when a session begins: a reading room open at three has few. */
function awake({ startsAt }: Session): number {
  const hour = (startsAt.getUTCHours() + 8) % 24;
  return hour < 6 ? 0.3 : 1;
}

/** The requests for a session, with those of the story, first come first. */
export function requestsFor(
  people: Public,
  seed: Seed,
  session: Session,
  story: readonly Request[],
): Request[] {
  const wanted =
    seatsWanted(people, session, seed) - story.reduce((sum, each) => sum + 1 + each.companions.length, 0);
  const requests = [...story];
  let seats = 0;
  for (const worker of seed.shuffled(candidates(people, seed, session))) {
    if (seats >= wanted) break;
    if (!isEligible(session, worker) || !isAvailable(people, session, worker)) continue;
    // Where the story needs a full house everybody comes alone: the last seat goes to nobody who waits for two.
    const companions = story.some(isTooLate) ? [] : companionsFor(seed, session);
    requests.push({ worker, companions, queuedAt: queueTime(people.calendar, seed, session) });
    seats += 1 + companions.length;
    engage(people, session, worker);
  }
  return inOrder(requests, people.calendar);
}

/** First come first; who is to find the session sold out came after everybody else. */
function inOrder(requests: readonly Request[], { now }: DemoCalendar): Request[] {
  const sorted = requests.toSorted((a, b) => a.queuedAt.getTime() - b.queuedAt.getTime());
  const late = sorted.filter(isTooLate);
  const others = sorted.filter((request) => !isTooLate(request));
  const last = others.at(-1)?.queuedAt ?? now;
  return [...others, ...late.map((request) => ({ ...request, queuedAt: later(last, 1000) }))];
}

/** The story wants the session to be sold out for them. */
export const isTooLate = ({ fate }: Request): boolean => fate === 'held' || fate === 'waitlisted';

function candidates(people: Public, seed: Seed, session: Session): Worker[] {
  const locals = people.locals.get(session.palace.content.slug) ?? [];
  // A landmark is visited by workers from the whole country; elsewhere a few are passing through.
  const visitors = session.activity.kind === 'visit' || session.activity.kind === 'exhibition' ? 0.5 : 0.06;
  const share = session.palace.content.slug === 'beijing' ? visitors : visitors / 3;
  const guests = Array.from({ length: Math.ceil(locals.length * share) }, () => seed.pick(people.everybody));
  return [...new Set([...locals, ...guests])];
}

function isEligible({ activity }: Session, worker: Worker): boolean {
  if (activity.membersOnly && !worker.member) return false;
  return activity.categories?.some((each) => worker.categories.includes(each)) ?? true;
}

const aheadKey = (session: Session, worker: Worker) => `${session.palace.id} ${worker.id}`;

function isAvailable({ calendar, busy, ahead }: Public, session: Session, worker: Worker): boolean {
  const counts = session.endsAt > calendar.now;
  if (counts && (ahead.get(aheadKey(session, worker)) ?? 0) >= AHEAD_AT_MOST) return false;
  return isDropIn(session) || busy.isFree([worker.id], session.startsAt, session.endsAt);
}

/** Keeps the time for a person and counts the booking, so that they are asked no more than they can do. */
export function engage({ calendar, busy, ahead }: Public, session: Session, worker: Worker): void {
  if (!isDropIn(session)) busy.take([worker.id], session.startsAt, session.endsAt);
  if (session.endsAt <= calendar.now) return;
  const key = aheadKey(session, worker);
  ahead.set(key, (ahead.get(key) ?? 0) + 1);
}

function companionsFor(seed: Seed, { activity }: Session): string[] {
  const most = activity.companions ?? 0;
  if (most === 0 || seed.chance(0.62)) return [];
  const count = activity.kind === 'group_day' ? most : 1 + seed.int(Math.min(most, 2));
  return Array.from({ length: count }, () => inventName(seed));
}

/** Most come soon after booking opens, the later the fewer. */
function queueTime(calendar: DemoCalendar, seed: Seed, session: Session): Date {
  const last = [session.closesAt, calendar.now, session.calledOff?.at ?? calendar.now].reduce((a, b) =>
    a < b ? a : b,
  );
  // An exhibition is booked all the time that it runs.
  const steep = isDropIn(session) ? 1 : 2.2;
  const open = last.getTime() - session.opensAt.getTime() - 2 * HOUR;
  const at = session.opensAt.getTime() + Math.max(open, HOUR / 2) * seed.next() ** steep;
  const newest = later(session.opensAt, 12 * DAY);
  const drawn = new Date(Math.min(at, last.getTime() - 1000));
  return isDropIn(session) || drawn < newest ? drawn : newest;
}
