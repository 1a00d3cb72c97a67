import type { BookingStatus } from '@wengong/contract';
import { DAY, HOUR, later, MINUTE } from './calendar.ts';
import type { Worker } from './people.ts';
import { type Policy, policyAt } from './policies.ts';
import type { Session } from './programme.ts';
import { engage, type Public, type Request } from './requests.ts';

/** One line of a person's story: which session of an activity, counted from now, and what became of it. */
interface Line {
  readonly activity: string;
  /** 0 is the next to come that can be booked, -1 the last one past. */
  readonly nth: number;
  readonly fate?: BookingStatus;
  readonly companions?: readonly string[];
}

const LIN_PAST: readonly Line[] = [
  { activity: 'friday-show', nth: -1, fate: 'completed', companions: ['林建国', '陈秀兰'] },
  { activity: 'friday-show', nth: -2, fate: 'confirmed' },
  { activity: 'calligraphy', nth: -1, fate: 'completed' },
  { activity: 'calligraphy', nth: -3, fate: 'completed' },
  { activity: 'taiji', nth: -2, fate: 'completed' },
  { activity: 'film', nth: -2, fate: 'completed' },
  { activity: 'indigo', nth: -4, fate: 'completed' },
  { activity: 'noon-stretch', nth: -3, fate: 'no_show' },
  { activity: 'indigo', nth: -2, fate: 'excused' },
  { activity: 'choir', nth: -2, fate: 'cancelled_early' },
];
const LIN_COMING: readonly Line[] = [
  { activity: 'brand-exhibition', nth: 0, fate: 'confirmed', companions: ['林建国'] },
  { activity: 'friday-show', nth: 0, fate: 'confirmed', companions: ['林建国', '陈秀兰'] },
  { activity: 'calligraphy', nth: 0, fate: 'confirmed' },
];
const TIAN_LINES: readonly Line[] = [
  { activity: 'film', nth: -1, fate: 'completed' },
  { activity: 'square-dance', nth: -2, fate: 'completed' },
  { activity: 'square-dance', nth: 0, fate: 'confirmed' },
];

/** Booking earlier than everybody else takes the seat. */
const FIRST = 30_000;

/**
 * What happens to the two people whom the sign-in page names. Lin can be checked in right now: her reading-room
 * stretches follow one another, each open for check-in until the next one is. She has an offer and waits for another
 * class. Returns their requests by session.
 */
export function tellStory(
  people: Public,
  sessions: readonly Session[],
  policies: readonly Policy[],
  heroes: { readonly lin: Worker; readonly tian: Worker },
): Map<string, Request[]> {
  const story = new Map<string, Request[]>();
  const add = (session: Session, request: Request) => {
    story.set(session.id, [...(story.get(session.id) ?? []), request]);
    engage(people, session, request.worker);
  };
  const tell = (worker: Worker, lines: readonly Line[]) => {
    for (const line of lines) {
      const session = find(people, sessions, worker, line);
      const queuedAt = later(session.opensAt, FIRST);
      add(session, { worker, companions: line.companions ?? [], queuedAt, ...fateOf(line) });
    }
  };
  for (const session of stretchesFrom(people, sessions, policies)) {
    add(session, {
      worker: heroes.lin,
      companions: [],
      queuedAt: later(session.opensAt, FIRST),
      fate: 'confirmed',
    });
  }
  tell(heroes.lin, LIN_PAST);
  add(...late(people, sessions, heroes.lin, 'video', 'held'));
  add(...late(people, sessions, heroes.lin, 'indigo', 'waitlisted'));
  tell(heroes.lin, LIN_COMING);
  tell(heroes.tian, TIAN_LINES);
  return story;
}

const fateOf = (line: Line) => (line.fate === undefined ? {} : { fate: line.fate });

/** The stretch that can be checked in to now and the two after it. */
function stretchesFrom(
  { calendar }: Public,
  sessions: readonly Session[],
  policies: readonly Policy[],
): Session[] {
  const { checkInClosesMinutes } = policyAt(policies, calendar.now);
  return sessions
    .filter(({ activity, palace }) => palace.content.slug === 'nantong' && activity.key === 'night-study')
    .filter(({ startsAt }) => later(startsAt, checkInClosesMinutes * MINUTE) > calendar.now)
    .toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime())
    .slice(0, 3);
}

function find(people: Public, sessions: readonly Session[], worker: Worker, line: Line): Session {
  const { now } = people.calendar;
  const all = sessions
    .filter(({ activity, palace }) => palace.content.slug === 'nantong' && activity.key === line.activity)
    .toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  const past = all.filter((session) => session.endsAt <= now);
  const coming = all.filter((session) => session.closesAt > now && later(session.opensAt, HOUR) < now);
  const candidates =
    line.nth < 0 ? past.slice(0, past.length + line.nth + 1).toReversed() : coming.slice(line.nth);
  const free = candidates.find(
    ({ startsAt, endsAt }) =>
      people.busy.isFree([worker.id], startsAt, endsAt) || endsAt.getTime() - startsAt.getTime() > DAY,
  );
  if (free === undefined) throw new Error(`demonstration: no session of ${line.activity} for the story`);
  return free;
}

/** A request that came too late for a class that is full; when it came is seen from the others. */
function late(
  people: Public,
  sessions: readonly Session[],
  worker: Worker,
  activity: string,
  fate: 'held' | 'waitlisted',
): [Session, Request] {
  const inADay = later(people.calendar.now, 20 * HOUR);
  const coming = sessions.filter((session) => session.startsAt > inADay);
  const session = find(people, coming, worker, { activity, nth: 0 });
  return [session, { worker, companions: [], queuedAt: session.opensAt, fate }];
}
