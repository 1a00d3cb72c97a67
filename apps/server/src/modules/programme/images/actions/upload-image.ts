import { uploadImage } from '@wengong/contract';
import { newId } from '../../../../kernel/ids.ts';
import { handle } from '../../../../kernel/module.ts';
import { recordAudit } from '../../../identity/index.ts';
import { imageLike, insertImage, presentImage } from '../cover.store.ts';
import { storeImage } from '../image-files.ts';
import { renderImage } from '../render-image.ts';

/** Without a transaction around it: nobody waits for a connection while a picture is made smaller. */
export const uploadImageAction = handle(uploadImage, async ({ params, body, actor, deps, reader, now }) => {
  const { palaceId } = params;
  const rendered = await renderImage(Buffer.from(body.file, 'base64'));
  // Sent twice, it is one picture.
  const there = await imageLike(reader, palaceId, rendered.hash, body.alt);
  if (there !== undefined) return presentImage(there);
  await storeImage(deps.storage, rendered);
  const image = {
    palace_id: palaceId,
    id: newId(),
    hash: rendered.hash,
    width: rendered.width,
    height: rendered.height,
    widths: rendered.files.map((file) => file.width),
    alt: body.alt,
    created_at: now,
  };
  await deps.db.transact(async (tx) => {
    await insertImage(tx, image);
    await recordAudit(tx, {
      palaceId,
      actor,
      action: 'image.upload',
      subject: { type: 'image', id: image.id },
      after: presentImage(image),
      at: now,
    });
  });
  return presentImage(image);
});
