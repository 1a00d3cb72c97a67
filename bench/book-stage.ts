import { buildApp } from '../apps/server/src/app.ts';
import { HeldClock } from '../apps/server/src/kernel/clock.ts';
import { readConfig } from '../apps/server/src/kernel/config.ts';
import { deriveKeys } from '../apps/server/src/kernel/crypto.ts';
import { createDatabase } from '../apps/server/src/kernel/db.ts';
import { newId } from '../apps/server/src/kernel/ids.ts';
import { createLog } from '../apps/server/src/kernel/log.ts';
import type { TestApp } from '../apps/server/src/testkit/app.ts';
import { createPalace } from '../apps/server/src/testkit/palace.ts';
import { createStaff } from '../apps/server/src/testkit/person.ts';
import { gatherCrowd } from './crowd.ts';

export interface BookStage {
  readonly palaceId: string;
  readonly sessionIds: readonly string[];
  /** Cookie headers of signed-in workers. */
  readonly cookies: readonly string[];
  readonly personIds: readonly string[];
}

export interface Scene {
  readonly sessions: number;
  /** Of each session. */
  readonly seats: number;
  readonly workers: number;
}

/**
 * A palace with open sessions, one after the other so that nobody is in two places at once, and signed-in workers who
 * may each hold 200 bookings.
 */
export async function prepareBooking(databaseUrl: string, scene: Scene): Promise<BookStage> {
  const config = readConfig({ NODE_ENV: 'test', DATABASE_URL: databaseUrl, WENGONG_LOG_LEVEL: 'silent' });
  const db = createDatabase({ url: databaseUrl, poolSize: 8 });
  const clock = new HeldClock(new Date());
  const app = await buildApp({ config, db, clock, log: createLog(config), keys: deriveKeys(config.secret) });
  const kit = { ...app, clock } as unknown as TestApp;
  try {
    const palace = await createPalace(kit);
    const writer = await createStaff(kit, palace.id, ['editor']);
    const reviewer = await createStaff(kit, palace.id, ['reviewer']);
    const sessionIds = await insertSessions(db, palace.id, writer.personId, reviewer.personId, scene);
    return { palaceId: palace.id, sessionIds, ...(await gatherCrowd(db, app.deps.keys, scene.workers)) };
  } finally {
    await app.server.close();
    await db.close();
  }
}

async function insertSessions(
  db: ReturnType<typeof createDatabase>,
  palaceId: string,
  writer: string,
  reviewer: string,
  scene: Scene,
): Promise<string[]> {
  const activity = newId();
  const ids = Array.from({ length: scene.sessions }, newId);
  await db.pool.query(
    `insert into booking_policy (palace_id, version, cancel_until_minutes, check_in_opens_minutes,
       check_in_closes_minutes, offer_minutes, max_active_per_person, created_at)
     values ($1, 1, 120, 60, 15, 30, 200, now())`,
    [palaceId],
  );
  await db.pool.query(
    `insert into activity (palace_id, id, kind, title, status, created_by, submitted_by, reviewed_by, published_at,
       created_at, updated_at)
     values ($1, $2, 'course', '太极晨练', 'published', $3, $3, $4, now(), now(), now())`,
    [palaceId, activity, writer, reviewer],
  );
  await db.pool.query(
    `insert into session (palace_id, id, activity_id, starts_at, ends_at, time_zone, capacity, booking_opens_at,
       booking_closes_at, created_at)
     select $1, id, $2, begins, begins + interval '50 minutes', 'Asia/Shanghai', $4, now() - interval '1 day', begins,
       now()
     from unnest($3::uuid[]) with ordinality as given (id, n),
       lateral (select date_trunc('hour', now()) + n * interval '1 hour' + interval '1 day') as at (begins)`,
    [palaceId, activity, ids, scene.seats],
  );
  return ids;
}
