import { randomBytes } from 'node:crypto';
import { drawKey, drawOrder, leafOf, readEntryLines, sha256, toHex } from '@wengong/ballot';
import { sql } from 'kysely';
import { HeldClock } from '../kernel/clock.ts';
import type { Keys } from '../kernel/crypto.ts';
import type { Tx } from '../kernel/db.ts';
import { Bus } from '../kernel/outbox.ts';
import { closeAndDraw } from '../modules/booking/index.ts';
import { DAY, type DemoCalendar, HOUR, later } from './calendar.ts';
import type { Worker } from './people.ts';
import type { Session } from './programme.ts';
import { insertRows } from './rows.ts';
import { Seed } from './seed.ts';

export interface DemoBallot {
  readonly session: Session;
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly drawsAt: Date;
  /** Who enters, the first of them the one the story is about. */
  readonly entrants: readonly Worker[];
  readonly calendar: DemoCalendar;
}

/** Slips of somebody's entry in a palace with the usual rules. */
const FIRST_TIMER = 1;
/** Seeds that are tried until the person of the story wins. */
const TRIES = 40;

/** The ballots of the programme: who enters which, and when. */
export function planBallots(
  calendar: DemoCalendar,
  sessions: readonly Session[],
  heroes: { readonly lin: Worker; readonly tian: Worker },
  workers: readonly Worker[],
): DemoBallot[] {
  return sessions.flatMap((session) => {
    const { ballot } = session.activity;
    if (ballot === undefined || !session.published) return [];
    const others = new Seed(`ballot ${session.id}`).shuffled(
      workers.filter((worker) => worker !== heroes.lin && worker !== heroes.tian),
    );
    // Lin has entered what is drawn already; the open one is hers to try.
    const heroesOf = ballot.draws < 0 ? [heroes.lin, heroes.tian] : [heroes.tian];
    return [
      {
        session,
        calendar,
        opensAt: calendar.at(ballot.opens, '12:00'),
        closesAt: calendar.at(ballot.closes, '12:00'),
        drawsAt: calendar.at(ballot.draws, '10:00'),
        entrants: [...heroesOf, ...others.slice(0, ballot.entrants - heroesOf.length)],
      },
    ];
  });
}

/** Writes the ballots with their entries, and draws those whose time has come, as the module does. */
export async function writeBallots(tx: Tx, keys: Keys, ballots: readonly DemoBallot[]): Promise<void> {
  const ruled = new Set<string>();
  for (const ballot of ballots) {
    const { palace } = ballot.session;
    const served = await servedIn(tx, palace.id);
    const drawn = ballot.drawsAt < ballot.calendar.now;
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const made = makeBallot(ballot, keys, served, attempt);
      if (drawn && attempt < TRIES - 1 && !(await firstWins(made))) continue;
      if (!ruled.has(palace.id)) await insertRows(tx, 'ballot_rules', [made.rules]);
      ruled.add(palace.id);
      await insertRows(tx, 'ballot', [made.ballot]);
      await insertRows(tx, 'ballot_entry', made.entries);
      if (drawn) await draw(tx, keys, ballot, made);
      break;
    }
  }
}

type Made = ReturnType<typeof makeBallot>;

function makeBallot(
  { session, calendar, opensAt, closesAt, drawsAt, entrants }: DemoBallot,
  keys: Keys,
  served: ReadonlySet<string>,
  attempt: number,
) {
  const { palace, activity } = session;
  const random = new Seed(`entries ${session.id} ${attempt}`);
  const bytes = (count: number) => Buffer.from(Array.from({ length: count }, () => random.int(256)));
  const setUp = later(opensAt, -DAY);
  // Of a ballot still to be drawn nobody may know the seed, this file’s readers included.
  const seed = drawsAt > calendar.now ? randomBytes(32) : bytes(32);
  const id = random.id(setUp);
  const rules = {
    palace_id: palace.id,
    version: 1,
    first_timer_slips: FIRST_TIMER,
    loss_slips: 1,
    loss_months: 12,
    max_slips: 4,
    confirm_minutes: 1440,
    created_at: setUp,
  };
  const ballot = {
    palace_id: palace.id,
    id,
    session_id: session.id,
    rules_version: 1,
    opens_at: opensAt,
    closes_at: closesAt,
    draws_at: drawsAt,
    confirm_minutes: 4320,
    waiting_places: 60,
    commitment: Buffer.from(sha256(seed)),
    seed_sealed: keys.seal(toHex(seed)),
    public_source: activity.ballot?.publicSource ?? null,
    created_by: palace.staff.editor,
    created_at: setUp,
  };
  const until = Math.min(closesAt.getTime() - HOUR, calendar.now.getTime());
  const span = Math.max(HOUR, until - opensAt.getTime());
  const entries = entrants.map((worker) => {
    const enteredAt = later(opensAt, random.next() * span * 0.98);
    const entryId = random.id(enteredAt);
    const salt = bytes(16).toString('base64url');
    const companions = (activity.companions ?? 0) > 0 && random.chance(0.3) ? ['家人'] : [];
    const firstTimer = !served.has(worker.id);
    return {
      palace_id: palace.id,
      id: entryId,
      ballot_id: id,
      session_id: session.id,
      person_id: worker.id,
      status: 'entered',
      companions,
      seats: 1 + companions.length,
      first_timer: firstTimer,
      losses: 0,
      weight: 1 + (firstTimer ? FIRST_TIMER : 0),
      tokens: [...worker.categories],
      price_fen: 0,
      member_price: worker.member,
      salt,
      leaf: Buffer.from(leafOf({ ballot: id, entry: entryId, person: worker.id, salt }), 'base64url'),
      entered_at: enteredAt,
      changed_at: enteredAt,
    };
  });
  return { rules, ballot, entries, seed };
}

/** Whether the first entrant would be among the first half of the places. */
async function firstWins({ entries, seed }: Made): Promise<boolean> {
  const sorted = entries.toSorted((a, b) => Buffer.compare(a.leaf, b.leaf));
  const lines = Buffer.from(
    sorted.map((each) => `${each.leaf.toString('base64url')} ${each.weight} ${each.seats} 0000\n`).join(''),
  );
  const order = await drawOrder(readEntryLines(lines), drawKey(seed, sha256(lines), null));
  const [first] = entries;
  const place = [...order].findIndex((index) => sorted[index] === first);
  return place < 60;
}

async function draw(tx: Tx, keys: Keys, ballot: DemoBallot, made: Made): Promise<void> {
  const deps = { keys, bus: new Bus<never>(new HeldClock(ballot.drawsAt), []) } as never;
  const key = { palaceId: ballot.session.palace.id, ballotId: made.ballot.id };
  await closeAndDraw(tx, deps, key, { closed: ballot.closesAt, drawn: ballot.drawsAt });
  await tellFirst(tx, ballot, made);
}

/** The person of the story finds the result in their inbox. */
async function tellFirst(tx: Tx, { session, drawsAt }: DemoBallot, { entries }: Made): Promise<void> {
  const [first] = entries;
  if (first === undefined) return;
  const { activity, palace } = session;
  const { rows } = await sql<{ until: Date }>`
    select hold_expires_at as until from booking where palace_id = ${palace.id} and id = ${first.id}
      and status = 'held'`.execute(tx);
  const until = rows[0]?.until;
  if (until === undefined) return;
  await insertRows(tx, 'message', [
    {
      person_id: first.person_id,
      id: new Seed(`message ${first.id}`).id(drawsAt),
      kind: 'ballot.won',
      params: {
        subject: activity.title[0],
        subjectEn: activity.title[1],
        palace: palace.content.name[0],
        palaceEn: palace.content.name[1],
        timeZone: 'Asia/Shanghai',
        startsAt: session.startsAt.toISOString(),
        endsAt: session.endsAt.toISOString(),
        seats: first.seats,
        until: until.toISOString(),
      },
      link: `/me/ballots/${first.id}`,
      created_at: drawsAt,
    },
  ]);
}

/** Who has been served in a palace, as the rules of weights see it. */
async function servedIn(tx: Tx, palaceId: string): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select distinct person_id as id from booking where palace_id = ${palaceId} and (hold_expires_at is not null
      or status in ('confirmed', 'checked_in', 'completed', 'no_show', 'excused'))`.execute(tx);
  return new Set(rows.map((row) => row.id));
}
