import type { Actor } from '../../../kernel/actor.ts';
import { Batcher } from '../../../kernel/batcher.ts';
import type { BaseDeps } from '../../../kernel/deps.ts';
import { today } from '../membership/membership.rules.ts';
import { extendSession, type SessionFacts, sessionFacts } from './actors.store.ts';
import { authSecret } from './auth.ts';
import { extension, type SessionStage } from './session.rules.ts';
import { readSessionToken } from './session-cookie.ts';

/**
 * How long a worker's session is believed, ms: the longest that a change made by another process goes unseen. Who
 * holds a role is looked up at every request.
 */
const BELIEVED_MS = 2000;
const REMEMBERED_SESSIONS = 10_000;
/** Sessions looked up in one statement, and requests that may wait for one. */
const LOOKUP = { limit: 500, waiting: 20_000 };

interface Remembered {
  readonly actor: Actor;
  readonly sessionId: string;
  readonly session: { readonly stage: SessionStage; readonly createdAt: Date; readonly idleUntil: Date };
  /** `performance.now()` after which it is looked up again. */
  readonly believedUntil: number;
}

type Headers = Record<string, string | string[] | undefined>;

/** Finds who is behind a request. What changes a session, person or role in this process must say so here. */
export class Actors {
  readonly #base: BaseDeps;
  readonly #secret: string;
  readonly #remembered = new Map<string, Remembered>();
  /** Requests that arrive together share one look-up. */
  readonly #lookup: Batcher<string, SessionFacts | undefined>;
  /** Counts what was forgotten, so that a look-up that began before is not remembered after. */
  #forgotten = 0;

  constructor(base: BaseDeps) {
    this.#base = base;
    this.#secret = authSecret(base.keys);
    this.#lookup = new Batcher((tokens) => this.#factsOf(tokens), LOOKUP);
  }

  /** The signed-in person; null for no, a forged, an expired or a revoked session. */
  async resolve(headers: Headers): Promise<Actor | null> {
    return (await this.#find(headers))?.actor ?? null;
  }

  /** Id of the session of a request; null when nobody is signed in. */
  async sessionId(headers: Headers): Promise<string | null> {
    return (await this.#find(headers))?.sessionId ?? null;
  }

  /** Token in the request's cookie when its signature holds, be its session open or not. */
  token(headers: Headers): string | null {
    return readSessionToken(headers.cookie, this.#secret);
  }

  forgetToken(token: string): void {
    this.#forgotten += 1;
    this.#remembered.delete(token);
  }

  /** Forgets the person's sessions: call it when their roles, categories, membership or sessions change. */
  forgetPerson(personId: string): void {
    this.#forgotten += 1;
    for (const [token, { actor }] of this.#remembered) {
      if (actor.personId === personId) this.#remembered.delete(token);
    }
  }

  async #find(headers: Headers): Promise<Remembered | null> {
    const token = this.token(headers);
    if (token === null) return null;
    const now = this.#base.clock.now();
    const known = this.#remembered.get(token);
    if (known !== undefined && isBelieved(known, now)) return known;
    this.#remembered.delete(token);
    const forgotten = this.#forgotten;
    const facts = await this.#lookup.submit(token);
    if (facts === undefined) return null;
    const session = { stage: facts.stage, createdAt: facts.created_at, idleUntil: facts.idle_until };
    const until = extension(session, now);
    if (until !== null) await extendSession(this.#base.db.pool, facts.session_id, until, now);
    const found = {
      actor: actorOf(facts),
      sessionId: facts.session_id,
      session: { ...session, idleUntil: until ?? session.idleUntil },
      believedUntil: performance.now() + BELIEVED_MS,
    };
    const { palaceRoles, unions } = found.actor;
    if (palaceRoles.length === 0 && unions.length === 0 && forgotten === this.#forgotten) {
      this.#remember(token, found);
    }
    return found;
  }

  async #factsOf(tokens: readonly string[]): Promise<(SessionFacts | undefined)[]> {
    const now = this.#base.clock.now();
    const rows = await sessionFacts(this.#base.db.pool, [...new Set(tokens)], now, today(now));
    const found = new Map(rows.map((row) => [row.token, row]));
    return tokens.map((token) => found.get(token));
  }

  #remember(token: string, found: Remembered): void {
    if (this.#remembered.size >= REMEMBERED_SESSIONS) {
      const oldest = this.#remembered.keys().next();
      if (!oldest.done) this.#remembered.delete(oldest.value);
    }
    this.#remembered.set(token, found);
  }
}

/** A remembered session holds for a moment, while it is open and its use need not be written down. */
const isBelieved = ({ session, believedUntil }: Remembered, now: Date): boolean =>
  believedUntil > performance.now() && session.idleUntil > now && extension(session, now) === null;

const actorOf = (facts: SessionFacts): Actor => ({
  personId: facts.person_id,
  displayName: facts.display_name,
  locale: facts.locale,
  elderMode: facts.elder_mode,
  strong: facts.stage === 'strong',
  member: facts.member,
  categories: facts.categories,
  memberOf: facts.member_of,
  palaceRoles: facts.palace_roles,
  unions: facts.unions,
});
