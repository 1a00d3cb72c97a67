import type { TestPerson } from '../../apps/server/src/testkit/person.ts';
import { Bag } from './bag.ts';
import type { Random } from './random.ts';

/** Of a session, what bookings of it are told with. */
export interface SessionOf {
  readonly palaceId: string;
  readonly sessionId: string;
}

/** What clients were told of a booking. */
export interface Told extends SessionOf {
  readonly id: string;
  readonly worker: TestPerson;
  readonly seats: number;
  /** Somebody was told that it is confirmed … */
  confirmed: boolean;
  /** … that it is cancelled or was handed over: the last word, whatever else was said. */
  ended: 'cancelled' | 'transferred' | null;
  /** Codes of its tickets, once somebody has looked at them. */
  codes?: readonly string[];
  /** The checker has met its row. */
  seen?: true;
}

/** A pass that somebody was sold. */
export interface SoldPass {
  readonly id: string;
  readonly palaceId: string;
  readonly worker: TestPerson;
}

/** A team that somebody leads, with the secret of its link. */
export interface LedTeam extends SessionOf {
  readonly id: string;
  readonly token: string;
  readonly leader: TestPerson;
}

/** An enrolment in a course: a booking for each session. */
export interface ToldEnrolment {
  readonly activityId: string;
  readonly worker: TestPerson;
  active: boolean;
  cancelled: boolean;
}

/** How the requests of one operation ended. */
export interface Tally {
  /** It changed something. */
  done: number;
  /** It was refused, by stable code. */
  readonly refused: Record<string, number>;
}

/** Everything the clients were told, for the checker to compare with the rows: one small record a booking. */
export class History {
  readonly bookings = new Map<string, Told>();
  /** Bookings that nobody was told are over. */
  readonly #live = new Bag<Told>();
  readonly enrolments = new Map<string, ToldEnrolment>();
  /** Enrolments that nobody was told are over. */
  readonly courses = new Bag<string>();
  /** Passes that the desk was told it has sold, and those of them that may still pay for something. */
  readonly passes = new Map<string, SoldPass>();
  readonly freshPasses = new Bag<SoldPass>();
  /** Teams that nobody was told are over. */
  readonly teams = new Bag<LedTeam>();
  /** Sessions that the host was told are called off. */
  readonly calledOff = new Set<string>();
  /** Admissions that the door was told of, by id; true once it was told that they were taken back. */
  readonly admissions = new Map<string, boolean>();
  /** Whom an officer was told to have enrolled, as `session person`. */
  readonly enrolled = new Set<string>();
  /** What devices were told became of what they told later, by nonce. */
  readonly entries = new Map<string, string>();
  /** Numbers that people were given in waiting rooms, by `session person`. */
  readonly numbers = new Map<string, number>();
  /** Broken promises seen while they happened. */
  readonly violations: string[] = [];
  /** How often the requests of each operation ended how. */
  readonly outcomes: Record<string, Tally> = {};
  operations = 0;

  done(operation: string, times = 1): void {
    this.#tally(operation).done += times;
  }

  refused(operation: string, code: string): void {
    const { refused } = this.#tally(operation);
    refused[code] = (refused[code] ?? 0) + 1;
  }

  #tally(operation: string): Tally {
    this.outcomes[operation] ??= { done: 0, refused: {} };
    return this.outcomes[operation];
  }

  broke(rule: string, facts: unknown): void {
    this.violations.push(`${rule}: ${JSON.stringify(facts)}`);
  }

  /** Somebody was told of a booking; a second time changes nothing but that it is confirmed. */
  told(
    id: string,
    { palaceId, sessionId }: SessionOf,
    worker: TestPerson,
    seats: number,
    status: string,
  ): void {
    const known = this.bookings.get(id);
    const confirmed = status === 'confirmed' || status === 'checked_in';
    if (known !== undefined) {
      known.confirmed ||= confirmed;
      return;
    }
    const booking: Told = { id, palaceId, sessionId, worker, seats, confirmed, ended: null };
    this.bookings.set(id, booking);
    this.#live.add(booking);
  }

  /** Somebody was told that a booking is over; that it went to somebody else outweighs nothing and is outweighed. */
  over(booking: Told, how: 'cancelled' | 'transferred'): void {
    if (booking.ended !== null && booking.ended !== how) {
      this.broke('a booking was both cancelled and handed over', { id: booking.id });
    }
    booking.ended = how;
    this.#live.delete(booking);
  }

  /** What was waited for and cannot be cancelled any more has run out: nobody asks about it again. */
  gaveUp(booking: Told): void {
    if (!booking.confirmed) this.#live.delete(booking);
  }

  /** The host was told that a session is called off: nobody asks about its bookings any more. */
  callOff(sessionId: string): void {
    this.calledOff.add(sessionId);
  }

  /** One of the bookings that nobody was told are over; undefined without one. */
  liveBooking(random: Random): Told | undefined {
    for (let tries = 0; tries < 4; tries += 1) {
      const booking = this.#live.pick(random);
      if (booking === undefined || !this.calledOff.has(booking.sessionId)) return booking;
      this.#live.delete(booking);
    }
    return undefined;
  }

  /** Bookings of which people know that they still have them. */
  get liveBookings(): number {
    return this.#live.size;
  }
}
