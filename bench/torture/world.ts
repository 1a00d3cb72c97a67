import type { SessionPlan } from '@wengong/contract';
import type { TestPerson } from '../../apps/server/src/testkit/person.ts';

/** A session that everybody fights for. */
export interface Place {
  readonly palaceId: string;
  readonly activityId: string;
  readonly sessionId: string;
  readonly desk: TestPerson;
  readonly editor: TestPerson;
  readonly plan: SessionPlan;
  /** The seat map it is sold by; null when its seats have no numbers. */
  readonly mapId: string | null;
}

/** A session whose places are drawn. */
export interface Ballot {
  /** Of its routes, below `/api/v1`. */
  readonly path: string;
  readonly sessionId: string;
  /** When entries close, in milliseconds; it is drawn a second later. */
  readonly closesAt: number;
  /** People who were told that they had entered, whether or not they left again. */
  readonly entered: Set<string>;
}

/** A device that is a door of a palace. */
export interface Door {
  readonly palaceId: string;
  readonly token: string;
}

/** A works union that palaces give seats to. */
export interface Union {
  readonly palaceId: string;
  readonly unionId: string;
  readonly officer: TestPerson;
  /** The pool of its seats, by session. */
  readonly allotments: Map<string, string>;
}

/** A course of several sessions, sold as a whole. */
export interface Course {
  readonly palaceId: string;
  readonly activityId: string;
  readonly sessionIds: readonly string[];
}

/** A session with a waiting room. */
export interface Room {
  readonly palaceId: string;
  readonly sessionId: string;
  /** Milliseconds. */
  readonly opensAt: number;
  /** Who was told their number and not yet their pass … */
  readonly waiting: Map<TestPerson, number>;
  /** … and who was told their pass. */
  readonly inside: Map<TestPerson, string>;
}

export interface World {
  readonly workers: readonly TestPerson[];
  readonly workersById: ReadonlyMap<string, TestPerson>;
  /** Who does the front desk's work, by palace. */
  readonly desks: ReadonlyMap<string, TestPerson>;
  /** The pass that a palace's desk sells, by palace. */
  readonly plans: ReadonlyMap<string, string>;
  /** Sessions that are called off are replaced by others. */
  readonly places: Place[];
  readonly doors: readonly Door[];
  readonly unions: readonly Union[];
  readonly courses: readonly Course[];
  /** These grow as the contenders go on. */
  readonly ballots: Ballot[];
  readonly rooms: Room[];
}

/** For so long everybody wants the same session. */
const HOT_MS = 800;

/** The session that most want just now. */
export function hotPlace({ places }: World): Place | undefined {
  return places[(Math.floor(Date.now() / HOT_MS) * 7) % places.length];
}

export function workerOf({ workersById }: World, personId: string): TestPerson {
  const worker = workersById.get(personId);
  if (worker === undefined) throw new Error(`nobody of this world: ${personId}`);
  return worker;
}

export function deskOf({ desks }: World, palaceId: string): TestPerson {
  const desk = desks.get(palaceId);
  if (desk === undefined) throw new Error(`no palace of this world: ${palaceId}`);
  return desk;
}
