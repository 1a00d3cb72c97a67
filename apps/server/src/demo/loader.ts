import { sql } from 'kysely';
import type { Keys } from '../kernel/crypto.ts';
import type { Database, Reader, Tx } from '../kernel/db.ts';
import { generalSeatsLeft, newTicketCode, standingAt } from '../modules/booking/index.ts';
import {
  ensureStaffAccount,
  giveSecondFactor,
  preparePassword,
  recordAudit,
} from '../modules/identity/index.ts';
import { rebuildListings, setSeatsLeft } from '../modules/programme/index.ts';
import { countServed, rollUp } from '../modules/statistics/index.ts';
import { writeBallots } from './ballots.ts';
import { buildDemonstration, type Demonstration } from './build.ts';
import { writeContests } from './contests.ts';
import { writeLectures } from './lectures.ts';
import { writeReviews } from './reviews.ts';
import { DEMO_PASSWORD, DEMO_SECOND_FACTOR } from './sign-ins.ts';
import type { Size } from './size.ts';
import { writeVideos } from './videos.ts';

/** Advisory lock of the one load under way. */
const LOCK = 7_305_118;

/** Told how far the load is, from 0 to 1, and what it is doing. */
export type Progress = (share: number, what: string) => void;

/**
 * Loads the demonstration as of `now` into an empty database, in one transaction: a load that is broken off leaves
 * nothing behind. Returns false, and changes nothing, when the database has data. Throws when another load is under way.
 */
export async function loadDemonstration(
  db: Database,
  keys: Keys,
  now: Date,
  progress: Progress,
  size: Size,
): Promise<boolean> {
  if (!(await isEmpty(db.reader))) return false;
  progress(0, 'start');
  const demonstration = buildDemonstration(now, { keys, ticketCode: newTicketCode, standingAt }, size);
  const password = await preparePassword(DEMO_PASSWORD);
  const loaded = await db.transact(async (tx) => {
    await lockLoad(tx);
    if (!(await isEmpty(tx))) return false;
    await demonstration.rows.write(tx, (done, all, table) => progress((0.75 * done) / all, table));
    await openAccounts(tx, keys, demonstration, password, now);
    progress(0.8, 'audit log');
    for (const { actorId, ...deed } of demonstration.deeds) {
      await recordAudit(tx, { ...deed, actor: { personId: actorId } });
    }
    await writeBallots(tx, keys, demonstration.ballots);
    await writeContests(tx, keys, demonstration.contests);
    await writeVideos(tx, demonstration.videos);
    await writeLectures(tx, demonstration.videos);
    await writeReviews(tx, demonstration.videos);
    progress(0.9, 'listings');
    await showProgramme(tx, demonstration, now);
    return true;
  });
  if (loaded) {
    // Without statistics the first pages would be planned for empty tables.
    await db.pool.query('analyze');
    progress(0.95, 'figures');
    const asOfNow = { db, clock: { now: () => now } };
    await rollUp(asOfNow);
    await countServed(asOfNow);
    progress(1, 'done');
  }
  return loaded;
}

async function lockLoad(tx: Tx): Promise<void> {
  const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(${LOCK}) as mine`.execute(
    tx,
  );
  if (!rows[0]?.mine) throw new Error('another load is under way; wait for it to end');
}

async function isEmpty(reader: Reader | Tx): Promise<boolean> {
  const { rows } = await sql<{ empty: boolean }>`
    select not exists (select from palace) and not exists (select from union_node)
      and not exists (select from person) as empty`.execute(reader);
  return rows[0]?.empty === true;
}

/** Staff accounts that can be used at once: password and second factor are known. */
async function openAccounts(
  tx: Tx,
  keys: Keys,
  { staff }: Demonstration,
  password: { password: string; hash: string },
  now: Date,
): Promise<void> {
  for (const { personId, phone, account } of staff) {
    if (account === null) continue;
    const person = { phone: `+86${phone}`, displayName: account, account, now };
    await ensureStaffAccount(tx, keys, person, password, true);
    await giveSecondFactor(tx, keys, personId, DEMO_SECOND_FACTOR);
  }
}

/** Makes the portal's lists, with the seats that are left. */
async function showProgramme(tx: Tx, { palaceIds }: Demonstration, now: Date): Promise<void> {
  for (const palaceId of palaceIds) await rebuildListings(tx, { palaceId }, now);
  const { rows } = await sql<{ palaceId: string; sessionId: string }>`
    select palace_id as "palaceId", session_id as "sessionId" from session_listing`.execute(tx);
  await setSeatsLeft(tx, await generalSeatsLeft(tx, rows));
}
