import { setTimeout as delay } from 'node:timers/promises';
import { verifyBallot } from '@wengong/ballot';
import { createDatabase } from '../../apps/server/src/kernel/db.ts';
import { checkInvariants, idleSeats } from '../../apps/server/src/modules/booking/index.ts';
import type { Client } from './client.ts';
import type { PatientDatabase } from './database.ts';
import type { History } from './history.ts';
import type { World } from './world.ts';

const MOST_SHOWN = 20;

/** Every broken rule, in words: of the rows by themselves, and of the rows beside what clients were told. */
export async function check(
  world: World,
  history: History,
  client: Client,
  database: PatientDatabase,
  databaseUrl: string,
): Promise<string[]> {
  const violations = [...history.violations];
  const db = createDatabase({ url: databaseUrl, poolSize: 2 });
  try {
    for (const drift of await checkInvariants(db.reader))
      violations.push(`${drift.rule}: ${JSON.stringify(drift)}`);
    for (const idle of await idleSeats(db.reader, new Date()))
      violations.push(`seats lie idle: ${JSON.stringify(idle)}`);
  } finally {
    await db.close();
  }
  violations.push(
    ...(await compareBookings(world, history, database)),
    ...(await compareEntries(history, database)),
    ...(await verifyBallots(world, client)),
    ...(await compareAdmissions(history, database)),
  );
  return violations;
}

interface BookingSeen {
  id: string;
  person_id: string;
  session_id: string;
  seats: number;
  status: string;
}

/** A booking that a client was told of exists and stands as told; there is none that nobody was told of. */
async function compareBookings(world: World, history: History, database: PatientDatabase): Promise<string[]> {
  const { rows } = await database.query<BookingSeen>(
    'select id, person_id, session_id, seats, status from booking',
  );
  const seen = new Map(rows.map((row) => [row.id, row]));
  const broken: string[] = [];
  for (const [id, told] of history.bookings) {
    const row = seen.get(id);
    if (row === undefined) {
      broken.push(`a booking that a client was told of does not exist: ${id}`);
      continue;
    }
    const same =
      row.person_id === told.personId && row.session_id === told.sessionId && row.seats === told.seats;
    if (!same) broken.push(`a booking is not as told: ${JSON.stringify({ told, row })}`);
    if (!standsAsTold(history, row))
      broken.push(`a booking does not stand as told: ${JSON.stringify({ told, row })}`);
  }
  const entered = new Map(world.ballots.map((ballot) => [ballot.sessionId, ballot.entered]));
  for (const row of rows) {
    // What a draw gave, people learn from their entry; what an officer gave them, from their messages.
    const drawn = entered.get(row.session_id)?.has(row.person_id) ?? false;
    const enrolled = history.enrolled.has(`${row.session_id} ${row.person_id}`);
    if (!history.bookings.has(row.id) && !drawn && !enrolled) {
      broken.push(`nobody was told of a booking: ${JSON.stringify(row)}`);
    }
  }
  return broken.slice(0, MOST_SHOWN);
}

/** Being cancelled is the last word; a confirmed seat stays until then; else it waits, or its offer ran out. */
function standsAsTold(history: History, { id, status }: BookingSeen): boolean {
  if (history.cancelled.has(id)) return status.startsWith('cancelled_') && !history.transferred.has(id);
  if (history.transferred.has(id)) return status === 'transferred';
  if (history.confirmed.has(id)) return status === 'confirmed' || status === 'checked_in';
  return ['held', 'waitlisted', 'expired', 'lapsed'].includes(status);
}

async function compareAdmissions(history: History, database: PatientDatabase): Promise<string[]> {
  const { rows } = await database.query<{ id: string; undone: boolean }>(
    `select c.id, u.check_in_id is not null as undone from check_in c
     left join check_in_undo u on u.palace_id = c.palace_id and u.check_in_id = c.id
     where not exists (select from door_entry d
       where d.palace_id = c.palace_id and d.check_in_id = c.id and d.outcome = 'admitted')`,
  );
  const seen = new Map(rows.map((row) => [row.id, row.undone]));
  const broken = [
    ...[...history.admissions].filter((id) => !seen.has(id)).map((id) => `an admission is lost: ${id}`),
    ...[...history.undone].filter((id) => seen.get(id) !== true).map((id) => `an undo is lost: ${id}`),
    ...rows
      .filter((row) => !history.admissions.has(row.id))
      .map((row) => `nobody was told of an admission: ${row.id}`),
  ];
  return broken.slice(0, MOST_SHOWN);
}

/** What doors without network told is on record, once, as they were answered. */
async function compareEntries(history: History, database: PatientDatabase): Promise<string[]> {
  const { rows } = await database.query<{ nonce: string; outcome: string }>(
    'select nonce, outcome from door_entry',
  );
  const seen = new Map(rows.map((row) => [row.nonce, row.outcome]));
  const broken = [...history.entries]
    .filter(([nonce, outcome]) => seen.get(nonce) !== outcome)
    .map(([nonce, outcome]) => `a door's entry is not as told: ${nonce} ${outcome} ${seen.get(nonce)}`);
  if (rows.length !== history.entries.size)
    broken.push(`${history.entries.size} entries told, ${rows.length} kept`);
  return broken.slice(0, MOST_SHOWN);
}

/** Every published result follows from its seed and its entries, as anybody can verify. */
async function verifyBallots(world: World, client: Client): Promise<string[]> {
  const broken: string[] = [];
  for (const { path } of world.ballots) {
    const answer = await client.read({ method: 'GET', path: `${path}/result.txt` });
    const report = await verifyBallot(new TextEncoder().encode(answer.text));
    const faults = report.checks.filter((each) => !each.ok).map((each) => `${each.name} ${each.fault}`);
    if (!report.ok) broken.push(`the result of a ballot cannot be verified: ${path} ${faults.join(', ')}`);
  }
  return broken;
}

/** Waits until every event has been handled; one that fails again and again is left in the outbox with its error. */
export async function drained(database: PatientDatabase): Promise<string[]> {
  for (let tries = 0; tries < 1200; tries += 1) {
    const { rows } = await database.query<{ left: number; stuck: string | null }>(
      'select count(*)::int as left, max(last_error) filter (where attempts > 6) as stuck from outbox',
    );
    if (rows[0]?.left === 0) return [];
    if (rows[0]?.stuck) return [`an event cannot be handled: ${rows[0].stuck}`];
    await delay(100);
  }
  return ['the outbox did not drain within two minutes'];
}
