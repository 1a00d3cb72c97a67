import { sha256, toHex, verifyBallot } from '@wengong/ballot';
import pg from 'pg';
import { buildApp } from '../apps/server/src/app.ts';
import { HeldClock } from '../apps/server/src/kernel/clock.ts';
import { readConfig } from '../apps/server/src/kernel/config.ts';
import { deriveKeys } from '../apps/server/src/kernel/crypto.ts';
import { createDatabase, type Database } from '../apps/server/src/kernel/db.ts';
import { newId } from '../apps/server/src/kernel/ids.ts';
import { createLog } from '../apps/server/src/kernel/log.ts';
import { closeBallot } from '../apps/server/src/modules/booking/ballot/close-ballot.ts';
import { drawBallot } from '../apps/server/src/modules/booking/ballot/draw-ballot.ts';
import { onStage } from '../tools/stage.ts';
import { prepareBooking } from './book-stage.ts';
import { report } from './harness.ts';

const ENTRIES = 1_000_000;
const PLACES = 1000;

/**
 * A ballot of 1,000,000 weighted entries for 1,000 places: closed (entries written out and hashed), drawn (order,
 * places, bookings, result file), and verified from the file alone. Beside it the way it is mostly done: one statement
 * that gives every entry a random number by its weight and writes its place into its row; nobody can verify that.
 */
export async function benchBallot(): Promise<void> {
  await onStage({ demo: false, env: { WENGONG_DEMO: '1' } }, async ({ databaseUrl }) => {
    const stage = await prepareBooking(databaseUrl, { sessions: 1, seats: PLACES, workers: 1 });
    const config = readConfig({ NODE_ENV: 'test', DATABASE_URL: databaseUrl, WENGONG_LOG_LEVEL: 'silent' });
    const db = createDatabase({ url: databaseUrl, poolSize: 4 });
    const keys = deriveKeys(config.secret);
    // Later than the closing, and that is ahead of everybody else: the stage's own server leaves it alone.
    const clock = new HeldClock(new Date(Date.now() + 12 * 3_600_000));
    const app = await buildApp({ config, db, clock, log: createLog(config), keys });
    try {
      const [sessionId = ''] = stage.sessionIds;
      const [person = ''] = stage.personIds;
      const key = { palaceId: stage.palaceId, ballotId: newId() };
      const seed = Buffer.alloc(32, 7);
      await prepareBallot(databaseUrl, { ...key, sessionId, person, seed, sealed: keys.seal(toHex(seed)) });
      const naive = await seconds(() => drawInRows(db));
      const closing = await seconds(() => closeBallot(app.deps, key));
      const drawing = await seconds(() => drawBallot(app.deps, key));
      const file = await fileOf(db, key.ballotId);
      let ok = false;
      const verifying = await seconds(async () => {
        ok = (await verifyBallot(file)).ok;
      });
      if (!ok) throw new Error('the result does not verify');
      const baseline = {
        name: 'a random number and a place written into each row, unverifiable',
        value: naive,
      };
      report('ballot', { metric: 'drawn_and_published', value: drawing, unit: 'total_s', baseline });
      report('ballot', { metric: 'entries_fixed_and_hashed', value: closing, unit: 'total_s' });
      report('ballot', { metric: 'verified', value: verifying, unit: 'total_s' });
      report('ballot', { metric: 'result_file', value: file.length / 1e6, unit: 'MB' });
    } finally {
      await app.server.close();
      await db.close();
    }
  });
}

interface Plan {
  readonly palaceId: string;
  readonly ballotId: string;
  readonly sessionId: string;
  readonly person: string;
  readonly seed: Buffer;
  readonly sealed: Buffer;
}

/** Entries of a million people, prepared without the triggers that look at each row. */
async function prepareBallot(databaseUrl: string, plan: Plan): Promise<void> {
  const pool = new pg.Client({ connectionString: databaseUrl });
  await pool.connect();
  await pool.query('set session_replication_role = replica');
  await pool.query(
    `insert into ballot_rules (palace_id, version, first_timer_slips, loss_slips, loss_months, max_slips,
       confirm_minutes, created_at) values ($1, 1, 1, 1, 12, 4, 1440, now())`,
    [plan.palaceId],
  );
  await pool.query(
    `insert into ballot (palace_id, id, session_id, rules_version, opens_at, closes_at, draws_at, confirm_minutes,
       waiting_places, commitment, seed_sealed, created_by, created_at)
     values ($1, $2, $3, 1, now() - interval '2 days', now() + interval '6 hours', now() + interval '6 hours', 1440,
       3000, $4, $5, $6, now())`,
    [plan.palaceId, plan.ballotId, plan.sessionId, Buffer.from(sha256(plan.seed)), plan.sealed, plan.person],
  );
  const STEP = 100_000;
  for (let from = 0; from < ENTRIES; from += STEP) {
    await pool.query(
      `with made as (
         insert into person (id, display_name, created_at)
         select gen_random_uuid(), '职工', now() from generate_series(1, $4::int) returning id
       )
       insert into ballot_entry (palace_id, id, ballot_id, session_id, person_id, status, seats, first_timer, losses,
         weight, price_fen, member_price, salt, leaf, entered_at, changed_at)
       select $1, gen_random_uuid(), $2, $3, id, 'entered', 1, true, 0,
         1 + (('x' || substr(id::text, 1, 6))::bit(24)::int % 4), 0, false, 'salt', sha256(id::text::bytea), now(), now()
       from made`,
      [plan.palaceId, plan.ballotId, plan.sessionId, STEP],
    );
  }
  await pool.query(
    'create table naive_entry as select palace_id, id, person_id, weight, null::int as rank, null::text as outcome from ballot_entry',
  );
  await pool.query('alter table naive_entry add primary key (palace_id, id)');
  await pool.query('analyze');
  await pool.end();
}

async function drawInRows(db: Database): Promise<void> {
  const client = await db.pool.connect();
  try {
    await client.query('set statement_timeout = 0');
    await client.query(
      `update naive_entry set rank = drawn.rank, outcome = case when drawn.rank <= $1 then 'won' else 'lost' end
       from (select palace_id, id, row_number() over (order by -ln(random()) / weight) as rank from naive_entry) as drawn
       where drawn.palace_id = naive_entry.palace_id and drawn.id = naive_entry.id`,
      [PLACES],
    );
  } finally {
    client.release();
  }
}

async function fileOf(db: Database, ballotId: string): Promise<Uint8Array> {
  const { rows } = await db.pool.query('select header from ballot where id = $1', [ballotId]);
  const parts: Uint8Array[] = [Buffer.from(`${rows[0].header}\n`)];
  for (let part = 0; ; part += 50) {
    const read = await db.pool.query(
      `select body from ballot_file where ballot_id = $1 and kind = 'result' and part >= $2 and part < $2 + 50
       order by part`,
      [ballotId, part],
    );
    if (read.rows.length === 0) return Buffer.concat(parts);
    parts.push(...read.rows.map((row: { body: Buffer }) => row.body));
  }
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}
