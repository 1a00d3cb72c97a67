import type { PatientDatabase } from './database.ts';
import type { Random } from './random.ts';

/** A seat held for somebody until they take it. */
export interface Offer {
  readonly id: string;
  readonly person_id: string;
  readonly palace_id: string;
  readonly session_id: string;
  readonly seats: number;
}

const KEPT_MS = 200;

/** What people learn by message: which of them are offered a seat just now. Looked up once for all of them. */
export class Offers {
  readonly #database: PatientDatabase;
  #offers: Promise<readonly Offer[]> = Promise.resolve([]);
  #at = Number.NEGATIVE_INFINITY;

  constructor(database: PatientDatabase) {
    this.#database = database;
  }

  async one(random: Random): Promise<Offer | undefined> {
    const now = performance.now();
    if (now - this.#at > KEPT_MS) {
      this.#at = now;
      this.#offers = this.#read();
    }
    return random.pick(await this.#offers);
  }

  async #read(): Promise<readonly Offer[]> {
    const { rows } = await this.#database.query<Offer>(
      `select id, person_id, palace_id, session_id, seats from booking where status = 'held' limit 200`,
    );
    return rows;
  }
}
