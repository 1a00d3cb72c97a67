import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { recountVotes } from './recount.ts';

const voterOf = (n: number) => createHash('sha256').update(`voter ${n}`).digest('base64url').slice(0, 21);
/** 22 letters of 16 bytes: the last has two bits only. */
const code = (n: number) => `${voterOf(n)}A`;

interface Vote {
  readonly voter: string;
  readonly entry: number;
  readonly day: string;
  readonly mark: '+' | '-';
}

/** A file as the server writes it, in batches of so many votes. */
function fileOf(votes: readonly Vote[], options: { batch?: number; votesADay?: number } = {}): string {
  const { batch = 3, votesADay = 2 } = options;
  let head: Buffer = Buffer.alloc(32);
  let body = '';
  let batches = 0;
  for (let from = 0; from < votes.length; from += batch) {
    const hash = createHash('sha256').update(head);
    for (const { voter, entry, day, mark } of votes.slice(from, from + batch)) {
      const line = `${voter} ${String(entry).padStart(6, '0')} ${day}`;
      hash.update(`${line}\n`);
      body += `${line} ${mark}\n`;
    }
    head = hash.digest();
    body += `#${head.toString('hex')}\n`;
    batches += 1;
  }
  const header = {
    format: 'wengong-votes-1',
    contest: 'c',
    palace: '文化宫',
    title: '大赛',
    round: 0,
    roundName: '海选',
    votesADay,
    votes: votes.length,
    voided: votes.filter((vote) => vote.mark === '-').length,
    batches,
    head: head.toString('hex'),
    closedAt: '2026-12-01T00:00:00.000Z',
  };
  const entries = [...new Set(votes.map((vote) => vote.entry))].sort((a, b) => a - b);
  const count = (entry: number, mark: string) =>
    votes.filter((vote) => vote.entry === entry && vote.mark === mark).length;
  const tally = entries.map((entry) => `=${entry} ${count(entry, '+')} ${count(entry, '-')}\n`).join('');
  return `${JSON.stringify(header)}\n${body}${tally}`;
}

const votes: Vote[] = Array.from({ length: 20 }, (_, n) => ({
  voter: code(n >> 1),
  entry: 1 + (n % 2) + (n % 3 === 0 ? 10 : 0),
  day: n < 10 ? '2026-11-23' : '2026-11-24',
  mark: n % 7 === 6 ? '-' : '+',
}));

/** The file in pieces of a length that cuts lines anywhere. */
function* pieces(text: string, length: number): Generator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += length) yield bytes.slice(at, at + length);
}

const faultsOf = async (text: string) =>
  (await recountVotes(pieces(text, 1000))).faults.map((each) => `${each.check}:${each.fault}`);

test('an honest file is right, in whatever pieces it comes', async () => {
  for (const length of [1, 7, 64, 5000]) {
    const recount = await recountVotes(pieces(fileOf(votes), length), code(2));
    assert.deepEqual(recount.faults, []);
    assert.deepEqual([recount.votes, recount.voided, recount.mine], [20, 2, 2]);
  }
});

test('a vote that was changed, removed or added is found by the chain', async () => {
  const file = fileOf(votes);
  const lines = file.split('\n');
  const changed = lines.with(2, (lines[2] ?? '').replace(/ 00\d{4} /, ' 000012 ')).join('\n');
  assert.ok((await faultsOf(changed)).includes('chain:changed'));
  assert.ok((await faultsOf(lines.toSpliced(1, 1).join('\n'))).includes('chain:changed'));
  assert.ok((await faultsOf(lines.toSpliced(1, 0, lines[1] ?? '').join('\n'))).includes('chain:changed'));
});

test('a last batch that was cut off is missed, although the rest is whole', async () => {
  const lines = fileOf(votes).split('\n');
  const last = lines.findLastIndex((line) => line.startsWith('#'));
  const before = lines.findLastIndex((line, index) => index < last && line.startsWith('#'));
  assert.ok(
    (await faultsOf(lines.toSpliced(before + 1, last - before).join('\n'))).includes('chain:not-the-head'),
  );
});

test('too many votes a day, two for one entry, and a wrong sum are named', async () => {
  const one = (entry: number): Vote => ({ voter: code(1), entry, day: '2026-11-23', mark: '+' });
  assert.deepEqual(await faultsOf(fileOf([one(1), one(2), one(3)])), ['rules:too-many-a-day']);
  assert.deepEqual(await faultsOf(fileOf([one(1), one(1)])), ['rules:twice-for-one']);
  const back = [one(1), { ...one(2), day: '2026-11-22' }];
  assert.deepEqual(await faultsOf(fileOf(back)), ['rules:day-before']);
  assert.deepEqual(await faultsOf(fileOf(votes).replace(/=1 \d+/, '=1 9')), ['tally:miscounted']);
});

test('a vote whose mark was changed is found by the sums', async () => {
  const file = fileOf(votes);
  assert.ok((await faultsOf(file.replace(' +\n', ' -\n'))).some((fault) => fault.startsWith('tally:')));
});

test('something else is said to be something else', async () => {
  assert.ok((await faultsOf('hello\n')).includes('form:header'));
  assert.ok((await faultsOf('')).includes('form:header'));
  assert.ok((await faultsOf(fileOf(votes).slice(0, -200))).length > 0);
});

test('a day of many voters is told apart', async () => {
  const many = Array.from({ length: 5000 }, (_, n) => ({
    voter: code(n),
    entry: 1 + (n % 50),
    day: '2026-11-23',
    mark: '+' as const,
  }));
  assert.deepEqual((await recountVotes(pieces(fileOf(many, { batch: 500, votesADay: 1 }), 4096))).faults, []);
  const twice = [...many, { ...(many[17] as Vote), entry: 51 }];
  assert.deepEqual(await faultsOf(fileOf(twice, { batch: 500, votesADay: 1 })), ['rules:too-many-a-day']);
});
