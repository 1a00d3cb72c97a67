import { createUpload } from '@wengong/contract';
import type { Actor } from '../../../kernel/actor.ts';
import { Problem } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { handle } from '../../../kernel/module.ts';
import { requireClean } from '../../moderation/index.ts';
import { findPalace } from '../../network/index.ts';
import { assetById, insertAsset } from '../assets.store.ts';
import { requireRoom } from '../uploads/room.ts';
import { openUploads } from '../uploads/uploads.store.ts';
import { showOneOfMine } from '../videos-seen.ts';

/** An upload can be resumed for so long. */
const UPLOAD_DAYS = 7;

export const createUploadAction = handle(createUpload, async ({ body, actor, tx, deps, now }) => {
  if ((await findPalace(tx, body.palaceId)) === undefined) throw new Problem('not-found');
  if (body.purpose === 'lecture') requireEditor(actor, body.palaceId);
  await requireClean(tx, {
    palaceId: body.palaceId,
    texts: [
      { field: 'title', text: body.title },
      { field: 'titleEn', text: body.titleEn },
      { field: 'description', text: body.description },
    ],
  });
  const open = await openUploads(tx, actor.personId);
  const same = open.find(
    (asset) =>
      body.fingerprint !== '' &&
      asset.fingerprint === body.fingerprint &&
      asset.file_bytes === body.fileBytes &&
      asset.palace_id === body.palaceId &&
      asset.purpose === body.purpose &&
      asset.upload_until > now,
  );
  if (same !== undefined) return showOneOfMine(tx, deps, same);
  await requireRoom(tx, deps, { ...body, ownerId: actor.personId });
  const id = newId();
  await insertAsset(tx, {
    palace_id: body.palaceId,
    id,
    owner_id: actor.personId,
    purpose: body.purpose,
    title: body.title,
    title_en: body.titleEn,
    description: body.description,
    description_en: '',
    ai: body.ai,
    file_name: body.fileName,
    file_bytes: body.fileBytes,
    fingerprint: body.fingerprint,
    status: 'uploading',
    visibility: 'private',
    visibility_reason: '',
    chapters: '[]',
    created_at: now,
    upload_until: new Date(now.getTime() + UPLOAD_DAYS * 86_400_000),
  });
  const asset = await assetById(tx, id);
  if (asset === undefined) throw new Error('an inserted video is there');
  return showOneOfMine(tx, deps, asset);
});

/** Lectures are the palace's own: its editors and directors upload them. Throws as the access rules do. */
function requireEditor(actor: Actor, palaceId: string): void {
  const may = actor.palaceRoles.some(
    (held) => held.palaceId === palaceId && (held.role === 'editor' || held.role === 'director'),
  );
  if (!may) throw new Problem('not-permitted');
  if (!actor.strong) throw new Problem('second-factor-required');
}
