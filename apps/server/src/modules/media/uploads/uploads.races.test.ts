import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { createUpload } from '@wengong/contract';
import { sql } from 'kysely';
import { createPalace } from '../../../testkit/palace.ts';
import { createWorker, type TestPerson } from '../../../testkit/person.ts';
import { announce, createMediaApp, type MediaApp } from '../media.factory.ts';
import { receivedBytes } from './incoming.ts';
import { UploadLocker } from './upload-locker.ts';

let app: MediaApp;
before(async () => {
  app = await createMediaApp({ transcoder: 'none' });
});
after(() => app.close());

/** Announces two videos in the same moment; gives the codes of those that were refused. */
async function announceBoth(palaceId: string, owners: readonly TestPerson[]): Promise<string[]> {
  const answers = await Promise.all(
    owners.map((as) =>
      app.refused(createUpload, {
        body: { palaceId, title: '合唱', ai: 'none', fileName: 'a.mp4', fileBytes: 600 },
        as,
      }),
    ),
  );
  return answers.filter(({ status }) => status >= 400).map(({ code }) => code);
}

/** Makes both look at the quota before either has written: what the lock is there for. */
const hesitate = (on: boolean) =>
  app.deps.db.transact(async (tx) => {
    await sql`create or replace function hesitate() returns trigger language plpgsql as
      $$ begin perform pg_sleep(0.3); return new; end $$`.execute(tx);
    await sql`drop trigger if exists hesitate on media_asset`.execute(tx);
    if (on)
      await sql`create trigger hesitate before insert on media_asset for each row execute function hesitate()`.execute(
        tx,
      );
  });

test('of two uploads at once that fit a quota only one by one, one is refused: a person’s and a palace’s', async () => {
  await hesitate(true);
  const { media } = app.deps.config;
  const { personBytes, palaceBytes } = media;
  const worker = await createWorker(app);
  const palace = await createPalace(app);
  Object.assign(media, { personBytes: 1000 });
  assert.deepEqual(await announceBoth(palace.id, [worker, worker]), ['video-quota']);
  Object.assign(media, { personBytes, palaceBytes: 1000 });
  const elsewhere = await createPalace(app);
  const people = [await createWorker(app), await createWorker(app)];
  assert.deepEqual(await announceBoth(elsewhere.id, people), ['palace-video-quota']);
  Object.assign(media, { palaceBytes });
  await hesitate(false);
});

test('control: without the lock of the quotas both are taken', async () => {
  const without = await createMediaApp({ transcoder: 'none' });
  const guarded = app;
  try {
    app = without;
    await hesitate(true);
    Object.assign(app.deps.config.media, { personBytes: 1000 });
    await app.deps.db.transact((tx) =>
      // In this database's own search path the name means something else.
      sql`create schema without; create function without.pg_advisory_xact_lock(bigint) returns void language sql as 'select'`.execute(
        tx,
      ),
    );
    const name = (await sql<{ name: string }>`select current_database() as name`.execute(app.deps.db.reader))
      .rows[0];
    await app.deps.db.transact((tx) =>
      sql`alter database ${sql.id(name?.name ?? '')} set search_path = without, public, pg_catalog`.execute(
        tx,
      ),
    );
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`.execute(app.deps.db.reader);
    await delay(200);
    const worker = await createWorker(app);
    const palace = await createPalace(app);
    assert.deepEqual(await announceBoth(palace.id, [worker, worker]), []);
  } finally {
    app = guarded;
    await without.close();
  }
});

test('two processes write one upload one after the other; the one that has it is asked to give way', async () => {
  const palace = await createPalace(app);
  const owner = await createWorker(app);
  const video = await announce(app, owner, { palaceId: palace.id, bytes: 1000 });
  const [one, other] = [new UploadLocker(app.deps), new UploadLocker(app.deps)];
  const held = one.newLock(video.id);
  const wanted = other.newLock(video.id);
  const { signal } = new AbortController();
  const order: string[] = [];
  await held.lock(signal, () => {
    order.push('asked to give way');
    void held.unlock();
  });
  await wanted.lock(signal, () => undefined);
  order.push('the other has it');
  assert.deepEqual(order, ['asked to give way', 'the other has it']);
  await wanted.unlock();
  await one.close();
  await other.close();
  assert.equal(await receivedBytes(app.deps.config, video.id), 0);
});

test('control: with locks of memory alone two processes have one upload at the same time', async () => {
  const memoryOnly = { ...app.deps, db: { ...app.deps.db, pool: grantingPool() } };
  const [one, other] = [new UploadLocker(memoryOnly), new UploadLocker(memoryOnly)];
  const { signal } = new AbortController();
  const id = randomBytes(8).toString('hex');
  await one.newLock(id).lock(signal, () => assert.fail('nobody asks'));
  await other.newLock(id).lock(signal, () => undefined);
});

/** A database that says yes to everybody. */
function grantingPool() {
  const connection = {
    on: () => connection,
    query: async () => ({ rows: [{ locked: true }] }),
    release: () => undefined,
  };
  return { connect: async () => connection } as never;
}
