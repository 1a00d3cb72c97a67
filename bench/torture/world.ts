import { setTimeout as delay } from 'node:timers/promises';
import { type ActivityContent, putBookingPolicy, type SessionPlan } from '@wengong/contract';
import { buildApp } from '../../apps/server/src/app.ts';
import { HeldClock } from '../../apps/server/src/kernel/clock.ts';
import { readConfig } from '../../apps/server/src/kernel/config.ts';
import { deriveKeys } from '../../apps/server/src/kernel/crypto.ts';
import { createDatabase } from '../../apps/server/src/kernel/db.ts';
import { createLog } from '../../apps/server/src/kernel/log.ts';
import { createUnion } from '../../apps/server/src/modules/booking/allotments/allotments.factory.ts';
import { createDevice } from '../../apps/server/src/modules/booking/devices/devices.factory.ts';
import {
  createSeatedSession,
  seatPlanOf,
} from '../../apps/server/src/modules/booking/seating/seating.factory.ts';
import {
  createDesk,
  type Desk,
  makePublished,
  plan,
} from '../../apps/server/src/modules/programme/programme.factory.ts';
import { type TestApp, withCalls } from '../../apps/server/src/testkit/app.ts';
import {
  createOfficer,
  createStaff,
  createWorker,
  type TestPerson,
} from '../../apps/server/src/testkit/person.ts';

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

const PALACES = 2;
const MOST_TRIES = 40;
const HOUR = 3_600_000;

/** Makes a world through the real routes, with an app in this process. */
export const createWorld = (
  databaseUrl: string,
  size: { readonly workers: number; readonly places: number },
): Promise<World> => withApp(databaseUrl, (app) => makeWorld(app, size));

/** Does something with an app in this process, on the database of the servers. */
export async function withApp<Made>(
  databaseUrl: string,
  work: (app: TestApp) => Promise<Made>,
): Promise<Made> {
  const config = readConfig({ NODE_ENV: 'test', DATABASE_URL: databaseUrl, WENGONG_LOG_LEVEL: 'silent' });
  const db = createDatabase({ url: databaseUrl, poolSize: 8 });
  const clock = new HeldClock(new Date());
  const keys = deriveKeys(config.secret);
  const app = await buildApp({ config, db, clock, log: createLog(config), keys });
  await app.server.ready();
  try {
    const calls = withCalls(app, clock);
    return await work({ ...calls, call: patiently(calls.call), close: async () => undefined });
  } finally {
    await app.server.close();
    await db.close();
  }
}

/** Comes again when the machine is so busy that the server asks for it. */
const patiently =
  (call: TestApp['call']): TestApp['call'] =>
  async (route, options) => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await call(route, options);
      } catch (error) {
        if (tries === MOST_TRIES || !String(error).includes('"code":"busy"')) throw error;
        await delay(250);
      }
    }
  };

/** Few seats, many people, sessions of which several are at the same time, seats kept for couriers. */
async function makeWorld(app: TestApp, size: { workers: number; places: number }): Promise<World> {
  const places: Place[] = [];
  const doors: Door[] = [];
  const unions: Union[] = [];
  const courses: Course[] = [];
  const desks = new Map<string, TestPerson>();
  for (let number = 0; number < PALACES; number += 1) {
    const desk = await createDesk(app);
    const frontDesk = await createStaff(app, desk.palaceId, ['front_desk', 'coordinator']);
    await app.call(putBookingPolicy, {
      params: { palaceId: desk.palaceId },
      body: {
        cancelUntilMinutes: 60,
        checkInOpensMinutes: 1440,
        checkInClosesMinutes: 60,
        offerMinutes: 30,
        maxActivePerPerson: 6,
      },
      as: desk.director,
    });
    const plans = Array.from({ length: Math.ceil(size.places / PALACES) }, (_, index) => planOf(app, index));
    const content: Partial<ActivityContent> = { maxCompanions: 2, title: '抢位课' };
    const { activity, sessionIds } = await makePublished(app, desk, content, plans);
    for (const [index, sessionId] of sessionIds.entries()) {
      places.push({
        palaceId: desk.palaceId,
        activityId: activity.id,
        sessionId,
        desk: frontDesk,
        editor: desk.editor,
        plan: plans[index] as SessionPlan,
        mapId: null,
      });
    }
    places.push(await seatedPlace(app, desk, frontDesk));
    const unionId = await createUnion(app, desk.palace.union_id);
    const officer = await createOfficer(app, unionId);
    unions.push({ palaceId: desk.palaceId, unionId, officer, allotments: new Map() });
    desks.set(desk.palaceId, frontDesk);
    for (const start of [40, 43]) courses.push(await course(app, desk, start));
    for (const name of ['东门', '西门']) doors.push(await createDevice(app, desk.palaceId, name));
  }
  const workers: TestPerson[] = [];
  for (let number = 0; number < size.workers; number += 1) {
    workers.push(await createWorker(app, number % 4 === 0 ? { categories: ['courier'] } : {}));
  }
  await app.settle();
  const workersById = new Map(workers.map((worker) => [worker.personId, worker]));
  return { workers, workersById, desks, places, doors, unions, courses, ballots: [], rooms: [] };
}

/** A small cinema in which people choose their seats. */
async function seatedPlace(app: TestApp, desk: Desk, frontDesk: TestPerson): Promise<Place> {
  const seats = seatPlanOf([[4, 4], [4, 4], [6]]);
  const startsAt = planOf(app, 30).startsAt;
  const session = await createSeatedSession(app, seats, { desk, startsAt });
  return {
    palaceId: desk.palaceId,
    activityId: session.activityId,
    sessionId: session.sessionId,
    desk: frontDesk,
    editor: desk.editor,
    plan: plan(startsAt, { spaceId: session.spaceId, capacity: session.map.seats }),
    mapId: session.map.id,
  };
}

/** Three evenings, a few places. */
async function course(app: TestApp, desk: Desk, index: number): Promise<Course> {
  const { palaceId } = desk;
  const times = [0, 24, 48].map((later) => new Date(Date.parse(planOf(app, index).startsAt) + later * HOUR));
  const plans = times.map((time) => plan(time.toISOString(), { capacity: 6 }));
  const content = { title: '合唱班', series: true, priceFen: 10_000, memberPriceFen: 6000 };
  const { activity, sessionIds } = await makePublished(app, desk, content, plans);
  return { palaceId, activityId: activity.id, sessionIds };
}

/**
 * Three sessions an hour, so that people are wanted in two places at once, and exhibitions that keep nobody from being
 * elsewhere; check-in is open for all of them.
 */
function planOf(app: TestApp, index: number): SessionPlan {
  const first = Math.ceil(app.clock.now().getTime() / HOUR) * HOUR + 6 * HOUR;
  const startsAt = new Date(first + Math.floor(index / 3) * HOUR).toISOString();
  const capacity = 2 + ((index * 7) % 11);
  const quotas = index % 3 === 0 && capacity > 3 ? [{ category: 'courier' as const, seats: 2 }] : [];
  const exhibition = index % 6 === 5;
  const endsAt = new Date(Date.parse(startsAt) + (exhibition ? 20 : 1) * HOUR).toISOString();
  return plan(startsAt, { capacity, quotas, endsAt });
}
