import { sql } from 'kysely';
import { newId } from '../../kernel/ids.ts';
import type { TestApp } from '../../testkit/app.ts';
import { createPalace } from '../../testkit/palace.ts';
import { createStaff, createWorker, type TestPerson } from '../../testkit/person.ts';
import { submitForReview } from './index.ts';

export interface ReviewDesk {
  readonly palaceId: string;
  readonly unionId: string;
  readonly anna: TestPerson;
  readonly bo: TestPerson;
}

/** A palace with two reviewers. */
export async function createReviewDesk(app: TestApp): Promise<ReviewDesk> {
  const palace = await createPalace(app);
  return {
    palaceId: palace.id,
    unionId: palace.union_id,
    anna: await createStaff(app, palace.id, ['reviewer']),
    bo: await createStaff(app, palace.id, ['reviewer']),
  };
}

export interface Clip {
  readonly videoId: string;
  readonly itemId: string;
  readonly owner: TestPerson;
}

/** A worker's clip that is ready and waits for review. */
export async function createClip(
  app: TestApp,
  { palaceId }: ReviewDesk,
  {
    title = '车间里的歌',
    owner,
    eyes = 1 as 1 | 2,
  }: { title?: string; owner?: TestPerson; eyes?: 1 | 2 } = {},
): Promise<Clip> {
  const person = owner ?? (await createWorker(app));
  const videoId = newId();
  const now = app.clock.now();
  const itemId = await app.deps.db.transact(async (tx) => {
    await sql`insert into media_asset (palace_id, id, owner_id, purpose, title, ai, file_name, file_bytes, status,
        created_at, upload_until, uploaded_at)
      values (${palaceId}, ${videoId}, ${person.personId}, 'clip', ${title}, 'none', 'a.mp4', 1000, 'waiting', ${now},
        ${now}, ${now})`.execute(tx);
    await sql`insert into media_revision (palace_id, asset_id, revision, extent, rungs, sprite, bytes, verified_at)
      values (${palaceId}, ${videoId}, 1, 'full', '[]', null, 1000, ${now})`.execute(tx);
    await sql`update media_asset set status = 'processing' where id = ${videoId}`.execute(tx);
    await sql`update media_asset set status = 'ready', revision = 1, duration_ms = 30000, ready_at = ${now}
      where id = ${videoId}`.execute(tx);
    const submitted = await submitForReview(tx, app.deps, {
      palaceId,
      kind: 'video',
      subjectId: videoId,
      ownerId: person.personId,
      title,
      texts: [{ field: 'title', text: title }],
      eyes,
    });
    return submitted.itemId ?? '';
  });
  return { videoId, itemId, owner: person };
}

/** Says what film a clip has, as the encoder would: what was verified otherwise never changes. */
export const giveFilm = (
  app: TestApp,
  videoId: string,
  rungs: readonly object[],
  sprite: object,
): Promise<void> =>
  app.deps.db.transact(async (tx) => {
    await sql`alter table media_revision disable trigger media_revision_append_only`.execute(tx);
    await sql`update media_revision set rungs = ${JSON.stringify(rungs)}::jsonb, sprite = ${JSON.stringify(sprite)}::jsonb
      where asset_id = ${videoId}`.execute(tx);
    await sql`alter table media_revision enable trigger media_revision_append_only`.execute(tx);
  });
