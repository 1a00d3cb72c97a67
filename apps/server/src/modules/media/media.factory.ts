import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createUpload, type MyVideo } from '@wengong/contract';
import { sql } from 'kysely';
import type { Config } from '../../kernel/config.ts';
import { newId } from '../../kernel/ids.ts';
import { createTestApp, type TestApp } from '../../testkit/app.ts';
import type { TestPerson } from '../../testkit/person.ts';

export interface MediaApp extends TestApp {
  readonly folder: string;
}

/** An app whose files are in a folder of their own. */
export async function createMediaApp(media: Partial<Config['media']> = {}): Promise<MediaApp> {
  const folder = await mkdtemp(path.join(tmpdir(), 'wengong-media-'));
  const probe = await createTestApp({ dataDir: folder });
  Object.assign(probe.deps.config.media, media);
  return {
    ...probe,
    folder,
    async close() {
      await probe.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export interface Announcement {
  readonly palaceId: string;
  readonly bytes: number;
  readonly purpose?: 'clip' | 'lecture';
  readonly fingerprint?: string;
  readonly title?: string;
}

/** Announces a video, as a page does before it sends the bytes. */
export const announce = (app: TestApp, as: TestPerson, wanted: Announcement): Promise<MyVideo> =>
  app.call(createUpload, {
    body: {
      palaceId: wanted.palaceId,
      purpose: wanted.purpose ?? 'clip',
      title: wanted.title ?? '工友合唱',
      ai: 'none',
      fileName: 'VID_0001.mp4',
      fileBytes: wanted.bytes,
      fingerprint: wanted.fingerprint ?? '',
    },
    as,
  });

/** Sends bytes from `offset` on, as a tus client does; gives the status and the offset told. */
export async function sendBytes(
  app: TestApp,
  as: { readonly cookie: string },
  url: string,
  bytes: Buffer,
  offset: number,
): Promise<{ status: number; offset: number }> {
  const answer = await app.inject({
    method: 'PATCH',
    url,
    headers: {
      cookie: as.cookie,
      'tus-resumable': '1.0.0',
      'upload-offset': String(offset),
      'content-type': 'application/offset+octet-stream',
      'content-length': String(bytes.length),
    },
    payload: bytes,
  });
  return { status: answer.statusCode, offset: Number(answer.headers['upload-offset'] ?? -1) };
}

/** Asks how many bytes have arrived. */
export async function askOffset(app: TestApp, as: { readonly cookie: string }, url: string) {
  const answer = await app.inject({
    method: 'HEAD',
    url,
    headers: { cookie: as.cookie, 'tus-resumable': '1.0.0' },
  });
  return { status: answer.statusCode, offset: Number(answer.headers['upload-offset'] ?? -1) };
}

/** Uploads a whole file; gives the video as it is then. */
export async function uploadFile(
  app: TestApp,
  as: TestPerson,
  bytes: Buffer,
  wanted: Omit<Announcement, 'bytes'>,
): Promise<MyVideo> {
  const video = await announce(app, as, { ...wanted, bytes: bytes.length });
  const sent = await sendBytes(app, as, video.uploadUrl ?? '', bytes, 0);
  if (sent.status !== 204) throw new Error(`upload answered ${sent.status}`);
  return video;
}

/** A video that is public, without anything having been processed. */
export async function createPublicVideo(
  app: TestApp,
  ownerId: string,
  palaceId: string,
  { durationMs = 60_000, title = '每周一讲', purpose = 'lecture' as 'clip' | 'lecture' } = {},
): Promise<string> {
  const id = newId();
  const now = app.clock.now();
  await app.deps.db.transact(async (tx) => {
    await sql`insert into media_asset (palace_id, id, owner_id, purpose, title, ai, file_name, file_bytes, status,
        created_at, upload_until, uploaded_at)
      values (${palaceId}, ${id}, ${ownerId}, ${purpose}, ${title}, 'none', 'a.mp4', 1000, 'waiting', ${now}, ${now}, ${now})`.execute(
      tx,
    );
    await sql`insert into media_revision (palace_id, asset_id, revision, extent, rungs, sprite, bytes, verified_at)
      values (${palaceId}, ${id}, 1, 'full', '[]', null, 1000, ${now})`.execute(tx);
    await sql`update media_asset set status = 'processing' where id = ${id}`.execute(tx);
    await sql`update media_asset set status = 'ready', revision = 1, duration_ms = ${durationMs}, ready_at = ${now},
      visibility = 'public', published_at = ${now} where id = ${id}`.execute(tx);
  });
  return id;
}
