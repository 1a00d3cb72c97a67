import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { listAudit, readAuditFile, verifyAudit } from '@wengong/contract';
import fc from 'fast-check';
import { newId } from '../../../kernel/ids.ts';
import { createTestApp, type TestApp } from '../../../testkit/app.ts';
import { createPalace } from '../../../testkit/palace.ts';
import { createStaff, type TestPerson } from '../../../testkit/person.ts';
import { sheetCells } from '../../../testkit/sheet.ts';
import { recordAudit } from './record-audit.ts';
import { verifyAuditChain } from './verify-chain.ts';

let app: TestApp;
before(async () => {
  app = await createTestApp();
});
after(() => app.close());

const write = (palaceId: string | null, actor: TestPerson, after: unknown = null, subject = newId()) =>
  app.deps.db.transact((tx) =>
    recordAudit(tx, {
      palaceId,
      actor,
      action: 'activity.publish',
      subject: { type: 'activity', id: subject },
      before: { title: '旧' },
      after,
      at: app.clock.now(),
    }),
  );

async function palaceWithLog(entries: number) {
  const palaceId = (await createPalace(app)).id;
  const director = await createStaff(app, palaceId, ['director']);
  for (let i = 0; i < entries; i += 1) await write(palaceId, director, { n: i, when: app.clock.now() });
  return { palaceId, director };
}

/** What somebody with the database's own rights could do. */
const tamper = (statement: string, ...values: unknown[]) =>
  app.deps.db.transact(async () => {
    const client = await app.deps.db.pool.connect();
    try {
      await client.query('begin');
      await client.query('alter table audit_entry disable trigger user');
      await client.query(statement, values);
      await client.query('alter table audit_entry enable trigger user');
      await client.query('commit');
    } finally {
      client.release();
    }
  });

test('the chain holds, whatever JSON was recorded', async () => {
  const { palaceId, director } = await palaceWithLog(1);
  // PostgreSQL's JSON holds neither NUL nor half a surrogate pair; requests with them are refused before.
  const storable = fc.jsonValue().filter((value) => !/\\u0000|\\ud[89a-f]/i.test(JSON.stringify(value)));
  await fc.assert(
    fc.asyncProperty(storable, (value) => write(palaceId, director, value)),
    { numRuns: 60 },
  );
  assert.deepEqual(await verifyAuditChain(app.deps.db.reader, palaceId), {
    intact: true,
    entries: 61,
    brokenAt: null,
  });
});

test('a changed, removed or inserted entry is found', async () => {
  const damages: [string, number][] = [
    [`update audit_entry set after = '{"n": 99}' where palace_id = $1 and seq = 3`, 3],
    [`update audit_entry set actor_id = gen_random_uuid() where palace_id = $1 and seq = 2`, 2],
    ['delete from audit_entry where palace_id = $1 and seq = 2', 3],
    ['delete from audit_entry where palace_id = $1 and seq = 1', 2],
    [
      `insert into audit_entry select palace_id, 6, actor_id, action, subject_type, subject_id, before, after, at,
        previous_hash, hash from audit_entry where palace_id = $1 and seq = 5`,
      6,
    ],
  ];
  for (const [statement, brokenAt] of damages) {
    const { palaceId, director } = await palaceWithLog(5);
    await tamper(statement, palaceId);
    const state = await app.call(verifyAudit, { params: { palaceId }, as: director });
    assert.deepEqual([state.intact, state.brokenAt], [false, brokenAt], statement);
  }
});

test('the database refuses to change or remove entries', async () => {
  const { palaceId } = await palaceWithLog(1);
  for (const statement of [
    `update audit_entry set action = 'x' where palace_id = '${palaceId}'`,
    `delete from audit_entry where palace_id = '${palaceId}'`,
    'truncate audit_entry',
  ]) {
    await assert.rejects(app.deps.db.pool.query(statement), /append-only/, statement);
  }
});

test('writes of one palace at the same moment form one chain; other palaces have their own', async () => {
  const { palaceId, director } = await palaceWithLog(0);
  const other = await palaceWithLog(2);
  await Promise.all(Array.from({ length: 24 }, () => write(palaceId, director)));
  await write(null, director);
  assert.deepEqual(await verifyAuditChain(app.deps.db.reader, palaceId), {
    intact: true,
    entries: 24,
    brokenAt: null,
  });
  assert.equal((await verifyAuditChain(app.deps.db.reader, other.palaceId)).entries, 2);
});

test('a palace’s chain does not wait for another’s', async () => {
  const one = await palaceWithLog(0);
  const two = await palaceWithLog(0);
  await app.deps.db.transact(async (tx) => {
    const record = {
      actor: one.director,
      action: 'visit.count' as const,
      subject: { type: 'visit' as const, id: 'x' },
      at: app.clock.now(),
    };
    await recordAudit(tx, { palaceId: one.palaceId, ...record });
    await write(two.palaceId, two.director);
  });
});

test('the log is paged newest first and filtered; only directors of the palace read it', async () => {
  const { palaceId, director } = await palaceWithLog(7);
  const editor = await createStaff(app, palaceId, ['editor']);
  await write(palaceId, editor, null, 'the-subject');
  const seen: number[] = [];
  let cursor: string | undefined;
  do {
    const part = await app.call(listAudit, {
      params: { palaceId },
      query: { limit: 3, ...(cursor ? { cursor } : {}) },
      as: director,
    });
    seen.push(...part.items.map((entry) => entry.seq));
    cursor = part.nextCursor ?? undefined;
  } while (cursor !== undefined);
  assert.deepEqual(seen, [8, 7, 6, 5, 4, 3, 2, 1]);
  const filtered = await app.call(listAudit, {
    params: { palaceId },
    query: { actorId: editor.personId, subjectType: 'activity', subjectId: 'the-subject' },
    as: director,
  });
  assert.deepEqual(
    filtered.items.map((entry) => [entry.seq, entry.actorName]),
    [[8, '测试工作人员']],
  );
  assert.equal((await app.refused(listAudit, { params: { palaceId }, as: editor })).status, 403);
  const damaged = await app.refused(listAudit, {
    params: { palaceId },
    query: { cursor: 'WyJ4Il0' },
    as: director,
  });
  assert.deepEqual([damaged.status, damaged.code], [400, 'invalid-request']);
});

test('the log is filtered by what was done and when, and goes out as a file', async () => {
  const { palaceId, director } = await palaceWithLog(2);
  const first = app.clock.now();
  app.clock.set(new Date(first.getTime() + 20 * 60_000));
  await write(palaceId, director, null, 'later');
  const list = (query: object) => app.call(listAudit, { params: { palaceId }, query, as: director });
  const until = new Date(first.getTime() + 10 * 60_000).toISOString();
  assert.deepEqual(
    (await list({ until })).items.map((entry) => entry.seq),
    [2, 1],
  );
  assert.deepEqual(
    (await list({ since: until })).items.map((entry) => entry.seq),
    [3],
  );
  assert.deepEqual((await list({ action: 'activity.cancel' })).items, []);
  const file = await app.inject({
    method: 'GET',
    url: `/api/v1/palaces/${palaceId}/audit/log.xlsx?since=${until}`,
    headers: { cookie: director.cookie },
  });
  const cells = await sheetCells(file.rawPayload);
  assert.deepEqual([cells.length, cells[1]?.[0], cells[1]?.[5]], [2, '3', 'later']);
  assert.match(cells[1]?.[8] ?? '', /^[0-9a-f]{64}$/);
  const editor = await createStaff(app, palaceId, ['editor']);
  assert.equal((await app.refused(readAuditFile, { params: { palaceId }, as: editor })).status, 403);
  app.clock.set(first);
});
