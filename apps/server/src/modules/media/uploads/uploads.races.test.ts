import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { createUpload } from '@wengong/contract';
import { sql } from 'kysely';
import { createPalace } from '../../../testkit/palace.ts';
import { createWorker, type TestPerson } from '../../../testkit/person.ts';
import { announce, createMediaApp, type MediaApp, sendBytes } from '../media.factory.ts';
import { receivedBytes } from './incoming.ts';
import { UploadLocker } from './upload-locker.ts';
import { promisedUploads } from './uploads.store.ts';

let app: MediaApp;
before(async () => {
  app = await createMediaApp({ transcoder: 'none' });
});
after(() => app.close());

/** Announces a video of each owner in the same moment; gives the codes of those that were refused. */
async function announceAll(palaceId: string, owners: readonly TestPerson[]): Promise<string[]> {
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
  assert.deepEqual(await announceAll(palace.id, [worker, worker]), ['video-quota']);
  Object.assign(media, { personBytes, palaceBytes: 1000 });
  const elsewhere = await createPalace(app);
  const people = [await createWorker(app), await createWorker(app)];
  assert.deepEqual(await announceAll(elsewhere.id, people), ['palace-video-quota']);
  Object.assign(media, { palaceBytes });
  await hesitate(false);
});

/** Lets two people of two palaces announce at once what the disk has room for only once; gives what was refused. */
async function announceOnNarrowDisk(free: number): Promise<string[]> {
  const { storage } = app.deps;
  const { space } = storage;
  const people = [await createWorker(app), await createWorker(app)];
  const palaces = [await createPalace(app), await createPalace(app)];
  Object.assign(storage, { space: async () => ({ free, total: 0 }) });
  try {
    const both = people.map((person, index) => announceAll(palaces[index]?.id ?? '', [person]));
    return (await Promise.all(both)).flat();
  } finally {
    Object.assign(storage, { space });
  }
}

const promised = async () =>
  (await promisedUploads(app.deps.db.reader)).reduce((sum, each) => sum + each.file_bytes, 0);

test('of two uploads at once, of other people in other palaces, the disk is promised to one; what came is not counted twice', async () => {
  await hesitate(true);
  assert.deepEqual(await announceOnNarrowDisk((await promised()) + 1000), ['storage-full']);
  await hesitate(false);
  const owner = await createWorker(app);
  const half = await announce(app, owner, { palaceId: (await createPalace(app)).id, bytes: 2000 });
  await sendBytes(app, owner, half.uploadUrl ?? '', randomBytes(1500), 0);
  assert.deepEqual(await announceOnNarrowDisk((await promised()) - 1500 + 1200), []);
});

/** An app whose database says yes to everybody who asks for an advisory lock. */
async function createAppWithoutLocks(): Promise<MediaApp> {
  const without = await createMediaApp({ transcoder: 'none' });
  const { db } = without.deps;
  await db.transact((tx) =>
    // In this database's own search path the names mean something else.
    sql`create schema without;
      create function without.pg_advisory_xact_lock(bigint) returns void language sql as 'select';
      create function without.pg_try_advisory_lock(bigint) returns boolean language sql as 'select true';
      create function without.pg_advisory_unlock(bigint) returns boolean language sql as 'select true'`.execute(
      tx,
    ),
  );
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(db.reader);
  await db.transact((tx) =>
    sql`alter database ${sql.id(rows[0]?.name ?? '')} set search_path = without, public, pg_catalog`.execute(
      tx,
    ),
  );
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`.execute(db.reader);
  await delay(200);
  return without;
}

test('control: without the locks both are taken, and two processes have one upload at the same time', async () => {
  const guarded = app;
  app = await createAppWithoutLocks();
  try {
    await hesitate(true);
    Object.assign(app.deps.config.media, { personBytes: 1000 });
    const worker = await createWorker(app);
    const palace = await createPalace(app);
    assert.deepEqual(await announceAll(palace.id, [worker, worker]), []);
    assert.deepEqual(await announceOnNarrowDisk((await promised()) + 1000), []);
    const lockers = [new UploadLocker(app.deps), new UploadLocker(app.deps)];
    const { signal } = new AbortController();
    const id = randomBytes(8).toString('hex');
    let asked = 0;
    const giveWay = () => {
      asked += 1;
    };
    for (const locker of lockers) await locker.newLock(id).lock(signal, giveWay);
    assert.equal(asked, 0, 'both have it, and nobody is asked to give way');
    for (const locker of lockers) await locker.close();
  } finally {
    await app.close();
    app = guarded;
  }
});

test('many uploads of one process ask for their locks one after the other on their connection', async () => {
  const warnings: Error[] = [];
  const hear = (warning: Error) => warnings.push(warning);
  process.on('warning', hear);
  const locker = new UploadLocker(app.deps);
  const { signal } = new AbortController();
  const locks = Array.from({ length: 6 }, (_, n) => locker.newLock(`many-${n}`));
  await Promise.all(locks.map((lock) => lock.lock(signal, () => undefined)));
  await Promise.all(locks.map((lock) => lock.unlock()));
  await locker.close();
  await delay(0);
  process.off('warning', hear);
  assert.deepEqual(warnings.map(String), []);
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
