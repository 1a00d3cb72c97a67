import { type ActivityContent, putBookingPolicy, type SessionPlan } from '@wengong/contract';
import { createUnion } from '../../apps/server/src/modules/booking/allotments/allotments.factory.ts';
import { createDevice } from '../../apps/server/src/modules/booking/devices/devices.factory.ts';
import { makePlan } from '../../apps/server/src/modules/booking/passes/passes.factory.ts';
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
import type { TestApp } from '../../apps/server/src/testkit/app.ts';
import {
  createOfficer,
  createStaff,
  createWorker,
  type TestPerson,
} from '../../apps/server/src/testkit/person.ts';

import { withApp } from './with-app.ts';
import type { Course, Door, Place, Union, World } from './world.ts';

const PALACES = 4;
const HOUR = 3_600_000;

/** Makes a world through the real routes, with an app in this process. */
export const createWorld = (
  databaseUrl: string,
  size: { readonly workers: number; readonly places: number },
): Promise<World> => withApp(databaseUrl, (app) => makeWorld(app, size));

/** Few seats, many people, sessions of which several are at the same time, seats kept for couriers. */
async function makeWorld(app: TestApp, size: { workers: number; places: number }): Promise<World> {
  const places: Place[] = [];
  const doors: Door[] = [];
  const unions: Union[] = [];
  const courses: Course[] = [];
  const desks = new Map<string, TestPerson>();
  const plans = new Map<string, string>();
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
        teamSeats: 4,
        teamReturnHours: 2,
      },
      as: desk.director,
    });
    const planned = Array.from({ length: Math.ceil(size.places / PALACES) }, (_, index) =>
      planOf(app, index),
    );
    const content: Partial<ActivityContent> = { maxCompanions: 2, title: '抢位课' };
    const { activity, sessionIds } = await makePublished(app, desk, content, planned);
    for (const [index, sessionId] of sessionIds.entries()) {
      places.push({
        palaceId: desk.palaceId,
        activityId: activity.id,
        sessionId,
        desk: frontDesk,
        editor: desk.editor,
        plan: planned[index] as SessionPlan,
        mapId: null,
      });
    }
    places.push(await seatedPlace(app, desk, frontDesk));
    const unionId = await createUnion(app, desk.palace.union_id);
    const officer = await createOfficer(app, unionId);
    unions.push({ palaceId: desk.palaceId, unionId, officer, allotments: new Map() });
    desks.set(desk.palaceId, frontDesk);
    plans.set(desk.palaceId, (await makePlan(app, desk, { units: 2 })).id);
    for (const start of [40, 43]) courses.push(await course(app, desk, start));
    for (const name of ['东门', '西门']) doors.push(await createDevice(app, desk.palaceId, name));
  }
  const workers: TestPerson[] = [];
  for (let number = 0; number < size.workers; number += 1) {
    workers.push(await createWorker(app, number % 4 === 0 ? { categories: ['courier'] } : {}));
  }
  await app.settle();
  const workersById = new Map(workers.map((worker) => [worker.personId, worker]));
  return { workers, workersById, desks, plans, places, doors, unions, courses, ballots: [], rooms: [] };
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
