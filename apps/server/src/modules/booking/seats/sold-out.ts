import type { Deps } from '../../../kernel/deps.ts';
import { type SessionForBooking, sessionForBooking } from '../../programme/index.ts';
import type { SessionKey } from './release-seats.ts';
import { peopleOfFullSession } from './sold-out.store.ts';

/** A session that was full at some moment after `readAt`. */
interface FullSession {
  readonly session: SessionForBooking;
  /** Who has, or had, a booking of it: the database alone knows what to answer them. */
  readonly people: ReadonlySet<string>;
  /** `performance.now()` before it was read. */
  readonly readAt: number;
}

/** Sessions remembered at most. */
const SESSIONS = 1000;

/**
 * Sessions that are sold out, remembered for a moment, so that a refusal needs no database. Exactly right, over any
 * number of processes: ADR 7 says why.
 */
export class SoldOut {
  readonly #deps: Deps;
  readonly #full = new Map<string, FullSession>();
  readonly #reading = new Set<string>();

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** The session when it is known to have no seat for this person, who has not booked it; undefined: ask the database. */
  recall(key: SessionKey, personId: string): SessionForBooking | undefined {
    const known = this.#full.get(nameOf(key));
    if (known === undefined) return undefined;
    const age = performance.now() - known.readAt;
    if (age >= this.#deps.config.soldOutMs) {
      this.#full.delete(nameOf(key));
      return undefined;
    }
    if (age >= this.#deps.config.soldOutMs / 2) this.learn(key);
    return known.people.has(personId) ? undefined : known.session;
  }

  /** Looks whether a session is full, after somebody found no seat in it; in the background, one read at a time. */
  learn(key: SessionKey): void {
    const name = nameOf(key);
    if (this.#deps.config.soldOutMs === 0 || this.#reading.has(name)) return;
    this.#reading.add(name);
    void this.#read(key)
      .catch((error) =>
        this.#deps.log.warn({ err: error }, 'booking: could not look whether a session is full'),
      )
      .finally(() => this.#reading.delete(name));
  }

  async #read(key: SessionKey): Promise<void> {
    const readAt = performance.now();
    const found = await this.#deps.db.transact(async (tx) => {
      const people = await peopleOfFullSession(tx, key);
      return people === null
        ? null
        : { people, session: await sessionForBooking(tx, key.palaceId, key.sessionId) };
    });
    if (found?.session)
      this.#remember(nameOf(key), { session: found.session, people: new Set(found.people), readAt });
    else this.#full.delete(nameOf(key));
  }

  #remember(name: string, full: FullSession): void {
    this.#full.delete(name);
    if (this.#full.size >= SESSIONS) {
      const [oldest] = this.#full.keys();
      if (oldest !== undefined) this.#full.delete(oldest);
    }
    this.#full.set(name, full);
  }
}

const nameOf = ({ palaceId, sessionId }: SessionKey) => `${palaceId} ${sessionId}`;
