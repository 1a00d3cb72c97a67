import { createHash } from 'node:crypto';
import { recountVotes } from '@wengong/ballot/recount';
import { HeldClock } from '../apps/server/src/kernel/clock.ts';
import { readConfig } from '../apps/server/src/kernel/config.ts';
import { deriveKeys } from '../apps/server/src/kernel/crypto.ts';
import { createDatabase, type Database } from '../apps/server/src/kernel/db.ts';
import { settleVotes } from '../apps/server/src/modules/contest/votes/settle-votes.ts';
import { onStage } from '../tools/stage.ts';
import { type ContestStage, prepareContest } from './contest-stage.ts';
import { report } from './harness.ts';

const secondsOf = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
};

const VOTERS = 20_000;
/** Votes that wait together, as the queue of a server gathers them. */
const TOGETHER = 500;
const ALONE = 1000;

/** Durable votes a second, in batches of 500 with their chain and tallies, beside one transaction a vote. */
export async function benchVotes(): Promise<void> {
  await onStage({ demo: false, env: { WENGONG_DEMO: '1' } }, async ({ databaseUrl }) => {
    const stage = await prepareContest(databaseUrl, { entries: 2000, workers: VOTERS });
    const config = readConfig({ NODE_ENV: 'test', DATABASE_URL: databaseUrl, WENGONG_LOG_LEVEL: 'silent' });
    const db = createDatabase({ url: databaseUrl, poolSize: 8 });
    const means = { db, keys: deriveKeys(config.secret) };
    const now = new HeldClock(new Date()).now();
    const votes = (from: number, to: number, turn: number) =>
      stage.personIds.slice(from, to).map((personId, index) => ({
        palaceId: stage.palaceId,
        contestId: stage.contestId,
        entryId: stage.entryIds[(index * 7 + turn) % stage.entryIds.length] ?? '',
        personId,
        member: true,
        device: null,
        address: createHash('sha256').update(personId).digest().subarray(0, 12),
      }));
    try {
      const alone = await secondsOf(async () => {
        for (const vote of votes(0, ALONE, 0)) await settleVotes(means, [vote], now);
      });
      const together = await secondsOf(async () => {
        for (let from = 0; from < VOTERS; from += TOGETHER) {
          await settleVotes(means, votes(from, from + TOGETHER, 1), now);
        }
      });
      report('votes', {
        metric: 'durable_votes',
        value: VOTERS / together,
        unit: 'per_s',
        baseline: { name: 'one transaction a vote, one after the other', value: ALONE / alone },
      });
    } finally {
      await db.close();
    }
  });
}

const ENTRIES = 130_000;
const PAGES = 400;

/** Pages of 24 entries a second over HTTP, from anywhere in the gallery, beside a shuffle by sorting. */
export async function benchGallery(): Promise<void> {
  await onStage({ demo: false, env: { WENGONG_DEMO: '1' } }, async ({ databaseUrl, url }) => {
    const stage = await prepareContest(databaseUrl, { entries: ENTRIES, workers: 1 });
    const db = createDatabase({ url: databaseUrl, poolSize: 4 });
    try {
      const path = `${url}/api/v1/palaces/${stage.palaceId}/contests/${stage.contestId}/entries?limit=24`;
      const times: number[] = [];
      let cursor: string | null = null;
      const took = await secondsOf(async () => {
        for (let page = 0; page < PAGES; page += 1) {
          const began = performance.now();
          const answer = await fetch(cursor === null ? path : `${path}&cursor=${encodeURIComponent(cursor)}`);
          const body = (await answer.json()) as { items: unknown[]; nextCursor: string | null };
          if (body.items.length !== 24) throw new Error('a page of the gallery is not whole');
          cursor = page % 20 === 19 ? null : body.nextCursor;
          times.push(performance.now() - began);
        }
      });
      const sorted = await secondsOf(() => shufflePages(db, stage, 10));
      report('gallery', {
        metric: 'pages',
        value: PAGES / took,
        unit: 'per_s',
        baseline: {
          name: 'the same page by sorting all entries on a seeded hash, SQL alone',
          value: 10 / sorted,
        },
      });
      report('gallery', {
        metric: 'page_p95',
        value: times.toSorted((a, b) => a - b)[Math.floor(PAGES * 0.95)] ?? 0,
        unit: 'ms',
      });
    } finally {
      await db.close();
    }
  });
}

async function shufflePages(
  db: Database,
  { palaceId, contestId }: ContestStage,
  pages: number,
): Promise<void> {
  for (let page = 0; page < pages; page += 1) {
    await db.pool.query(
      `select id, title, entrant_name from contest_entry where palace_id = $1 and contest_id = $2
         and state = 'approved' order by shown, md5(id::text || $3) limit 24 offset $4`,
      [palaceId, contestId, `seed ${page}`, page * 24],
    );
  }
}

const VOTES = Number(process.env.WENGONG_BENCH_VOTES ?? 29_000_000);
const DAYS = 30;
const BATCH = 500;

/** An exact recount of 29,000,000 votes from a stream, and the memory it takes, beside only hashing the same bytes. */
export async function benchTally(): Promise<void> {
  const { bytes, took: hashing } = await hashOnly();
  const before = process.memoryUsage().rss;
  let most = before;
  const began = performance.now();
  const recount = await recountVotes(
    (function* () {
      for (const piece of votesFile()) {
        most = Math.max(most, process.memoryUsage().rss);
        yield piece;
      }
    })(),
  );
  const took = (performance.now() - began) / 1000;
  if (!recount.ok) throw new Error(`the recount finds faults: ${JSON.stringify(recount.faults)}`);
  report('tally', {
    metric: 'recount',
    value: took,
    unit: 'total_s',
    baseline: {
      name: `making the same ${(bytes / 1e6).toFixed(0)} MB and hashing them with OpenSSL`,
      value: hashing,
    },
  });
  report('tally', { metric: 'votes', value: VOTES / took, unit: 'per_s' });
  report('tally', { metric: 'memory_more_than_before', value: (most - before) / 1e6, unit: 'MB' });
}

async function hashOnly(): Promise<{ bytes: number; took: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  const took = await secondsOf(async () => {
    for (const piece of votesFile()) {
      hash.update(piece);
      bytes += piece.length;
    }
  });
  return { bytes, took };
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** A file of votes as the server publishes it, made as it is read: nobody keeps 1.3 GB of it. */
function* votesFile(): Generator<Uint8Array> {
  const heads = chainOf();
  const head = heads.last;
  const batches = Math.ceil(VOTES / BATCH);
  yield Buffer.from(
    `${JSON.stringify({ format: 'wengong-votes-1', contest: '', palace: '', title: '', round: 0, roundName: '', votesADay: 3, votes: VOTES, voided: 0, batches, head, closedAt: '' })}\n`,
  );
  let previous: Buffer = Buffer.alloc(32);
  for (let batch = 0; batch < batches; batch += 1) {
    const lines = linesOf(batch);
    previous = hashOf(previous, lines);
    yield Buffer.from(`${lines.join(' +\n')} +\n#${previous.toString('hex')}\n`);
  }
  yield Buffer.from(tallyLines());
}

/** Lines of a batch up to the day. Everybody votes thrice a day, for three entries. */
function linesOf(batch: number): string[] {
  const lines: string[] = [];
  const aDay = Math.ceil(VOTES / DAYS);
  for (let n = batch * BATCH; n < Math.min(VOTES, (batch + 1) * BATCH); n += 1) {
    const day = String(1 + Math.floor(n / aDay)).padStart(2, '0');
    lines.push(`${voterOf(Math.floor(n / 3))} ${String(entryOf(n)).padStart(6, '0')} 2026-11-${day}`);
  }
  return lines;
}

const entryOf = (n: number): number => 1 + (((n % 3) * 43_331 + Math.floor(n / 3)) % ENTRIES);

/** 22 letters of 16 bytes: the last has two bits only. */
function voterOf(person: number): string {
  let text = '';
  for (let letter = 0, left = person; letter < 21; letter += 1) {
    text += LETTERS[(left * 31 + letter * 7) & 63];
    left = letter % 5 === 4 ? person >>> (letter & 15) : left >>> 6;
  }
  return `${text}A`;
}

const hashOf = (previous: Buffer, lines: readonly string[]): Buffer =>
  createHash('sha256')
    .update(previous)
    .update(`${lines.join('\n')}\n`)
    .digest();

let chain: { readonly last: string } | null = null;
/** The head of the whole chain, worked out once. */
function chainOf(): { readonly last: string } {
  if (chain !== null) return chain;
  let previous: Buffer = Buffer.alloc(32);
  for (let batch = 0; batch < Math.ceil(VOTES / BATCH); batch += 1)
    previous = hashOf(previous, linesOf(batch));
  chain = { last: previous.toString('hex') };
  return chain;
}

function tallyLines(): string {
  const counts = new Uint32Array(ENTRIES + 1);
  for (let n = 0; n < VOTES; n += 1) counts[entryOf(n)] = (counts[entryOf(n)] as number) + 1;
  return Array.from(counts.entries(), ([number, votes]) => (votes > 0 ? `=${number} ${votes} 0\n` : '')).join(
    '',
  );
}
