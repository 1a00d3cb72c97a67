import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { createUpload, deleteMyVideo } from '@wengong/contract';
import {
  announce,
  askOffset,
  type MediaApp,
  uploadFile,
} from '../../../../apps/server/src/modules/media/media.factory.ts';
import { processAll } from '../../../../apps/server/src/modules/media/processing/desk.ts';
import { incomingFile } from '../../../../apps/server/src/modules/media/uploads/incoming.ts';
import type { TestPerson } from '../../../../apps/server/src/testkit/person.ts';
import { createBackup } from '../../../../tools/backup.ts';
import { freeBox } from '../clips.ts';
import { type Disk, hasStruck, strikeBefore } from './disk.ts';
import { faultsWhileFull, faultsWithRoom, leftBehind, rowOf, type Video } from './judge.ts';

export interface Stage {
  readonly app: MediaApp;
  readonly disk: Disk;
  readonly owner: TestPerson;
  readonly palaceId: string;
  readonly clip: { readonly bytes: Buffer; readonly durationMs: number };
  /** Told of every case: what became of the video, and what is wrong with it. */
  readonly tell: (name: string, became: string, faults: readonly string[]) => void;
}

/** Longer than a video ever waits. */
const LATER_MINUTES = 31;

/** The disk is full right before one write of the worker after the other, until there is none left. */
export async function everyWriteOfTheWorker(stage: Stage, numbers: Iterable<number>): Promise<void> {
  for (const number of numbers) {
    const full = { at: 'write', number, strike: () => stage.disk.fill(0, true) } as const;
    if (!(await processed(stage, `before write ${number} of the worker`, await whole(stage), full))) return;
  }
}

/** All but so many bytes are gone when the child begins to make the qualities and pictures. */
export async function everyPlaceInTheChild(stage: Stage, leaves: readonly number[]): Promise<void> {
  for (const leave of leaves) await leftForTheChild(stage, await whole(stage), leave);
}

/** The first child of a video probes, the second makes. */
async function leftForTheChild(stage: Stage, id: string, leave: number): Promise<void> {
  const full = { at: 'child', number: 2, strike: () => stage.disk.fill(leave) } as const;
  await processed(stage, `with ${leave} bytes left for the child`, id, full);
}

async function whole({ app, owner, palaceId, clip }: Stage): Promise<string> {
  return (await uploadFile(app, owner, ownBytes(clip.bytes), { palaceId })).id;
}

/** The disk becomes full in the midst of what the child makes; judged at once. */
export async function cutInTheChild(stage: Stage, leave: number): Promise<void> {
  const { app, disk, owner, clip, tell } = stage;
  const id = await whole(stage);
  strikeBefore('child', 2, () => disk.fill(leave));
  await processAll(app.deps);
  const faults = await faultsWhileFull(app, { id, owner, durationMs: clip.durationMs });
  const { status, last_error } = await rowOf(app, id);
  tell('in the midst of the child', `${status} ${last_error ?? ''}`, faults);
}

/** One upload until it is ready, and removed; the disk is full in between. False when it was not. */
async function processed(
  { app, disk, owner, clip, tell }: Stage,
  name: string,
  id: string,
  { at, number, strike }: { at: 'write' | 'child'; number: number; strike: () => void },
): Promise<boolean> {
  const video: Video = { id, owner, durationMs: clip.durationMs };
  strikeBefore(at, number, strike);
  await processAll(app.deps);
  const struck = hasStruck();
  const faults = await faultsWhileFull(app, video);
  const before = await rowOf(app, id);
  const became = struck ? `${before.status} ${before.stage ?? ''}` : 'never';
  if (before.status !== 'ready') {
    // Still full: it is not begun again, and says what it waits for.
    app.clock.advance(LATER_MINUTES);
    await processAll(app.deps);
    const again = await rowOf(app, id);
    if (again.attempts !== before.attempts) faults.push('is tried again and again on a full disk');
  }
  disk.empty();
  app.clock.advance(LATER_MINUTES);
  await processAll(app.deps);
  faults.push(...(await faultsWithRoom(app, video)));
  // Longer than what was replaced is kept for who is playing it.
  app.clock.advance(2 * 24 * 60);
  await runJob(app, 'media.clear');
  faults.push(...(await leftBehind(app)));
  tell(name, became, faults);
  await app.call(deleteMyVideo, { params: { videoId: id }, as: owner });
  await runJob(app, 'media.clear');
  return struck;
}

/** The disk is full at every step of an upload; with room again the same upload goes on, through a full disk, to its end. */
export async function everyStepOfAnUpload(
  stage: Stage,
  leaves: readonly number[],
  forTheChild: number,
): Promise<void> {
  await announcing(stage);
  for (const leave of leaves) await leftForTheChild(stage, await sending(stage, leave), forTheChild);
}

/** Announcing is refused with the status, the sentence and when to come again. */
async function announcing({ app, disk, owner, palaceId, clip, tell }: Stage): Promise<void> {
  disk.fill(clip.bytes.length);
  const answer = await app.inject({
    method: 'POST',
    url: createUpload.path,
    headers: { cookie: owner.cookie },
    payload: { palaceId, title: '合唱', ai: 'none', fileName: 'a.mp4', fileBytes: clip.bytes.length },
  });
  disk.empty();
  const { code, title, detail } = answer.json();
  const told = `${answer.statusCode} ${code} ${answer.headers['retry-after']}`;
  tell('announcing', told, [
    ...(told === '507 storage-full 3600' ? [] : [`was answered ${told}`]),
    ...(/空间/.test(title) && /稍后/.test(detail) ? [] : [`was told ${title} ${detail}`]),
  ]);
}

/** The disk has `leave` bytes when the first chunk is to be written; the second is cut in its midst. */
async function sending({ app, disk, owner, palaceId, clip, tell }: Stage, leave: number): Promise<string> {
  const faults: string[] = [];
  const bytes = ownBytes(clip.bytes);
  const video = await announce(app, owner, { palaceId, bytes: bytes.length });
  const url = video.uploadUrl ?? '';
  disk.fill(leave);
  const first = await patch(app, owner, url, bytes, 0, () => undefined);
  const asked = await askOffset(app, owner, url);
  if (first !== 507) faults.push(`the first chunk was answered ${first}`);
  if (asked.status !== 200 && asked.status !== 507) faults.push(`asking was answered ${asked.status}`);
  disk.empty();
  const middle = await patch(app, owner, url, bytes, 0, () => disk.fill(leave));
  if (middle !== 507) faults.push(`a disk that filled meanwhile was answered ${middle}`);
  const kept = await readFile(incomingFile(app.deps.config, video.id));
  if (!kept.equals(bytes.subarray(0, kept.length))) faults.push('what arrived is not what was sent');
  disk.empty();
  const { offset } = await askOffset(app, owner, url);
  if (offset !== kept.length) faults.push(`${offset} bytes are there, it says, not ${kept.length}`);
  const rest = await patch(app, owner, url, bytes, offset, () => undefined);
  if (rest !== 204) faults.push(`with room again the rest was answered ${rest}`);
  tell(`uploading with ${leave} bytes left`, `${first}, ${middle} at ${offset} of ${bytes.length}`, faults);
  return video.id;
}

/** Sends from `offset` to the end; `meanwhile` happens after half of it. */
async function patch(
  app: MediaApp,
  owner: TestPerson,
  url: string,
  bytes: Buffer,
  offset: number,
  meanwhile: () => void,
): Promise<number> {
  const half = offset + Math.floor((bytes.length - offset) / 2);
  const payload = Readable.from(
    (async function* () {
      yield bytes.subarray(offset, half);
      // The first half is on its way to the disk when this comes; either may be what finds it full.
      await new Promise((resolve) => setImmediate(resolve));
      meanwhile();
      yield bytes.subarray(half);
    })(),
  );
  const { statusCode } = await app.inject({
    method: 'PATCH',
    url,
    headers: {
      cookie: owner.cookie,
      'tus-resumable': '1.0.0',
      'upload-offset': String(offset),
      'content-type': 'application/offset+octet-stream',
      'content-length': String(bytes.length - offset),
    },
    payload,
  });
  return statusCode;
}

/** A backup gets its name only when it is whole, and leaves nothing half behind. */
export async function backingUp({ app, disk, tell }: Stage, leaves: readonly number[]): Promise<void> {
  const folder = path.join(app.folder, 'backups');
  const source = { url: app.deps.config.databaseUrl, dataDir: app.folder };
  for (const leave of leaves) {
    const faults: string[] = [];
    disk.fill(leave);
    const said = await createBackup(source, path.join(folder, 'one.tar.gz'), () => undefined).then(
      () => 'done',
      (error: unknown) => String((error as NodeJS.ErrnoException).code ?? error),
    );
    const left = await readdir(folder).catch(() => []);
    if (said === 'done' || left.length > 0) faults.push(`a backup was ${said}, and left ${left}`);
    disk.empty();
    tell(`backing up with ${leave} bytes left`, said, faults);
  }
}

/** With room a backup is made of what all of that has left. */
export async function backedUp({ app, tell }: Stage): Promise<void> {
  const archive = path.join(app.folder, 'backups', 'one.tar.gz');
  const source = { url: app.deps.config.databaseUrl, dataDir: app.folder };
  const made = await createBackup(source, archive, () => undefined);
  const { length } = await readFile(archive);
  tell('backing up with room', `${made.files.count} files`, length > 0 ? [] : ['an empty backup']);
}

/** A file like no other, of which every reader leaves the difference out. */
function ownBytes(clip: Buffer): Buffer {
  return Buffer.concat([clip, freeBox(createHash('sha256').update(randomBytes(8)).digest())]);
}

async function runJob(app: MediaApp, name: string): Promise<void> {
  const found = app.modules.flatMap((each) => each.jobs ?? []).find((each) => each.name === name);
  await found?.run({} as never, app.deps);
}
