import type { Client } from '../client.ts';
import type { PatientDatabase } from '../database.ts';
import type { History } from '../history.ts';
import type { Offers } from '../offers.ts';
import type { Random } from '../random.ts';
import type { World } from '../world.ts';

/** What an operation can reach. */
export interface Turn {
  readonly world: World;
  readonly client: Client;
  readonly database: PatientDatabase;
  readonly offers: Offers;
  readonly history: History;
  readonly random: Random;
  /** Ends all servers in the same moment; they come back by themselves. Undefined where nothing is to be killed. */
  readonly killAll?: () => void;
}

/** One thing that people do to bookings. */
export interface Operation {
  readonly name: string;
  /** How often it is chosen beside the others. */
  readonly weight: number;
  run(turn: Turn): Promise<void>;
}

/** One thing that staff or time do now and then. */
export interface Chore {
  readonly name: string;
  /** So much of other things happens between one and the next, at least … */
  readonly everyOperations: number;
  /** … and so much time passes: what is opened for people must be there for long enough. */
  readonly everyMs: number;
  run(turn: Turn): Promise<void>;
}
