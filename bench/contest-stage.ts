import { createContest, publishContest } from '@wengong/contract';
import { buildApp } from '../apps/server/src/app.ts';
import { HeldClock } from '../apps/server/src/kernel/clock.ts';
import { readConfig } from '../apps/server/src/kernel/config.ts';
import { deriveKeys } from '../apps/server/src/kernel/crypto.ts';
import { createDatabase } from '../apps/server/src/kernel/db.ts';
import { createLog } from '../apps/server/src/kernel/log.ts';
import { definition } from '../apps/server/src/modules/contest/contest.factory.ts';
import { dealGallery } from '../apps/server/src/modules/contest/index.ts';
import { type TestApp, withCalls } from '../apps/server/src/testkit/app.ts';
import { createPalace } from '../apps/server/src/testkit/palace.ts';
import { createStaff } from '../apps/server/src/testkit/person.ts';
import { gatherCrowd } from './crowd.ts';

export interface ContestStage {
  readonly palaceId: string;
  readonly contestId: string;
  readonly entryIds: readonly string[];
  readonly personIds: readonly string[];
  readonly cookies: readonly string[];
}

/** A contest with so many approved entries, dealt out in its gallery, and so many signed-in workers. */
export async function prepareContest(
  databaseUrl: string,
  scene: { readonly entries: number; readonly workers: number },
): Promise<ContestStage> {
  const config = readConfig({ NODE_ENV: 'test', DATABASE_URL: databaseUrl, WENGONG_LOG_LEVEL: 'silent' });
  const db = createDatabase({ url: databaseUrl, poolSize: 8 });
  const clock = new HeldClock(new Date());
  const app = await buildApp({ config, db, clock, log: createLog(config), keys: deriveKeys(config.secret) });
  const kit = withCalls(app, clock) as TestApp;
  try {
    const palace = await createPalace(kit);
    const director = await createStaff(kit, palace.id, ['director']);
    const contest = await kit.call(createContest, {
      params: { palaceId: palace.id },
      body: definition(clock.now()),
      as: director,
    });
    const key = { palaceId: palace.id, contestId: contest.id };
    await kit.call(publishContest, { params: key, as: director });
    const { rows } = await db.pool.query<{ id: string }>(
      `insert into contest_entry (palace_id, id, contest_id, version, number, category, person_id, entrant_kind,
         entrant_name, title, state, entered_at)
       select $1, gen_random_uuid(), $2, 1, n, 'song', $3, 'person', '选手' || n, '作品' || n, 'approved', now()
       from generate_series(1, $4::int) n returning id`,
      [key.palaceId, key.contestId, director.personId, scene.entries],
    );
    await db.pool.query(
      `insert into contest_tally (palace_id, contest_id, round, entry_id)
       select palace_id, contest_id, 0, id from contest_entry where contest_id = $1`,
      [key.contestId],
    );
    await db.transact((tx) => dealGallery(tx, key, clock.now()));
    await db.pool.query('analyze');
    return {
      ...key,
      entryIds: rows.map((row) => row.id),
      ...(await gatherCrowd(db, app.deps.keys, scene.workers)),
    };
  } finally {
    await app.server.close();
    await db.close();
  }
}
