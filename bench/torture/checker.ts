import { setTimeout as delay } from 'node:timers/promises';
import { verifyBallot } from '@wengong/ballot';
import { createDatabase } from '../../apps/server/src/kernel/db.ts';
import { checkInvariants, idleSeats } from '../../apps/server/src/modules/booking/index.ts';
import type { Client } from './client.ts';
import type { PatientDatabase } from './database.ts';
import type { History, Told } from './history.ts';
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
    ...(await compareEnrolments(history, database)),
    ...(await comparePasses(history, database)),
    ...(await compareNumbers(history, database)),
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
  const broken: string[] = [];
  const mayHave = expected(world, history);
  for await (const row of allRows<BookingSeen>(
    database,
    'booking',
    'id, person_id, session_id, seats, status',
  )) {
    const told = history.bookings.get(row.id);
    if (told === undefined) {
      if (!mayHave(row)) broken.push(`nobody was told of a booking: ${JSON.stringify(row)}`);
      continue;
    }
    told.seen = true;
    const { worker, sessionId, seats, confirmed, ended } = told;
    const facts = () => JSON.stringify({ told: { sessionId, seats, confirmed, ended }, row });
    if (row.person_id !== worker.personId || row.session_id !== sessionId || row.seats !== seats) {
      broken.push(`a booking is not as told: ${facts()}`);
    }
    if (!standsAsTold(told, row.status, history.calledOff.has(sessionId))) {
      broken.push(`a booking does not stand as told: ${facts()}`);
    }
  }
  for (const { id, seen } of history.bookings.values()) {
    if (seen !== true) broken.push(`a booking that a client was told of does not exist: ${id}`);
  }
  return broken.slice(0, MOST_SHOWN);
}

/**
 * Whom a booking may belong to although nobody was told its id: what a draw gave, people learn from their entry, what
 * an officer gave them, from their messages, what they were promoted to from the queue of a course, likewise.
 */
function expected(world: World, history: History): (row: BookingSeen) => boolean {
  const entered = new Map(world.ballots.map((ballot) => [ballot.sessionId, ballot.entered]));
  const courseOf = new Map(
    world.courses.flatMap(({ activityId, sessionIds }) => sessionIds.map((id) => [id, activityId])),
  );
  const enrolled = new Set(
    [...history.enrolments.values()].map(({ activityId, worker }) => `${activityId} ${worker.personId}`),
  );
  return ({ session_id, person_id }) =>
    entered.get(session_id)?.has(person_id) === true ||
    history.enrolled.has(`${session_id} ${person_id}`) ||
    enrolled.has(`${courseOf.get(session_id)} ${person_id}`);
}

/** Being cancelled is the last word; a confirmed seat stays until then; else it waits, or its offer ran out. */
function standsAsTold({ confirmed, ended }: Told, status: string, calledOff: boolean): boolean {
  if (ended === 'cancelled') return status.startsWith('cancelled_');
  if (ended === 'transferred') return status === 'transferred';
  // Who is in when the host calls it off was there.
  if (calledOff) return ['cancelled_by_host', 'expired', 'lapsed'].includes(status);
  if (confirmed) return status === 'confirmed' || status === 'checked_in';
  return ['held', 'waitlisted', 'expired', 'lapsed'].includes(status);
}

/** A pass that the desk was told it has sold exists, is that person's, and there is no other. */
async function comparePasses(history: History, database: PatientDatabase): Promise<string[]> {
  const broken: string[] = [];
  let found = 0;
  for await (const row of allRows<{ id: string; person_id: string }>(database, 'pass', 'id, person_id')) {
    const told = history.passes.get(row.id);
    if (told === undefined) broken.push(`nobody was told of a pass: ${row.id}`);
    else if (told.worker.personId !== row.person_id) broken.push(`a pass is somebody else's: ${row.id}`);
    found += 1;
  }
  if (found < history.passes.size) broken.push(`${history.passes.size} passes told, ${found} kept`);
  return broken.slice(0, MOST_SHOWN);
}

/** An enrolment that a client was told of exists; one that they left is over, one that they got goes on. */
async function compareEnrolments(history: History, database: PatientDatabase): Promise<string[]> {
  const rows = allRows<{ id: string; person_id: string; status: string }>(
    database,
    'enrolment',
    'id, person_id, status',
  );
  const broken: string[] = [];
  let found = 0;
  for await (const row of rows) {
    const told = history.enrolments.get(row.id);
    if (told === undefined) {
      broken.push(`nobody was told of an enrolment: ${JSON.stringify(row)}`);
      continue;
    }
    found += 1;
    const over = ['cancelled', 'lapsed'].includes(row.status);
    const stands = told.cancelled ? row.status === 'cancelled' : !told.active || !over;
    if (!stands || row.person_id !== told.worker.personId) {
      broken.push(`an enrolment does not stand as told: ${JSON.stringify(row)}`);
    }
  }
  if (found < history.enrolments.size)
    broken.push(`${history.enrolments.size - found} enrolments that clients were told of do not exist`);
  return broken.slice(0, MOST_SHOWN);
}

/** Everybody has the number in the waiting room that they were told, and one that nobody else has. */
async function compareNumbers(history: History, database: PatientDatabase): Promise<string[]> {
  const { rows } = await database.query<{ session_id: string; person_id: string; number: number }>(
    'select session_id, person_id, number from waiting_room_place',
  );
  const seen = new Map(rows.map((row) => [`${row.session_id} ${row.person_id}`, row.number]));
  return [...history.numbers]
    .filter(([name, number]) => seen.get(name) !== number)
    .map(([name, number]) => `a place in a waiting room is not as told: ${name} ${number} ${seen.get(name)}`)
    .slice(0, MOST_SHOWN);
}

async function compareAdmissions(history: History, database: PatientDatabase): Promise<string[]> {
  const { rows } = await database.query<{ id: string; undone: boolean }>(
    `select c.id, u.check_in_id is not null as undone from check_in c
     left join check_in_undo u on u.palace_id = c.palace_id and u.check_in_id = c.id
     where not exists (select from door_entry d
       where d.palace_id = c.palace_id and d.check_in_id = c.id and d.outcome = 'admitted')`,
  );
  const seen = new Map(rows.map((row) => [row.id, row.undone]));
  const told = [...history.admissions];
  const broken = [
    ...told.filter(([id]) => !seen.has(id)).map(([id]) => `an admission is lost: ${id}`),
    ...told
      .filter(([id, undone]) => undone && seen.get(id) === false)
      .map(([id]) => `an undo is lost: ${id}`),
    ...rows
      .filter((row) => !history.admissions.has(row.id))
      .map((row) => `nobody was told of an admission: ${row.id}`),
  ];
  return broken.slice(0, MOST_SHOWN);
}

const PAGE = 20_000;

/** All rows of a table with a column `id`, so many at a time: a long run has more than fit in memory at once. */
async function* allRows<Row extends { id: string }>(
  database: PatientDatabase,
  table: string,
  columns: string,
): AsyncGenerator<Row> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const { rows } = await database.query<Row>(
      `select ${columns} from ${table} where id > $1 order by id limit ${PAGE}`,
      [after],
    );
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.id;
  }
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
