import { addExternalCount, updatePalaceVideo } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { changeAsset, lockAsset } from '../assets.store.ts';
import { countsOf, videosElsewhere } from '../plays/counts.ts';
import { ofPalace, showForStaff } from '../videos-shown.ts';

export const updatePalaceVideoAction = handle(
  updatePalaceVideo,
  async ({ params, body, actor, tx, deps, now }) => {
    const asset = await lockAsset(tx, params);
    if (asset === undefined) throw new Problem('not-found');
    const said = (row: typeof asset) => ({
      title: row.title,
      titleEn: row.title_en,
      description: row.description,
      descriptionEn: row.description_en,
      chapters: row.chapters,
    });
    const next = { ...said(asset), ...definedOf(body) };
    await changeAsset(tx, params, {
      title: next.title,
      title_en: next.titleEn,
      description: next.description,
      description_en: next.descriptionEn,
      chapters: JSON.stringify(next.chapters),
    });
    await recordAudit(tx, {
      palaceId: params.palaceId,
      actor,
      action: 'video.update',
      subject: { type: 'video', id: params.videoId },
      before: said(asset),
      after: next,
      at: now,
    });
    const [shown] = await showForStaff(tx, deps, params.palaceId, [await ofPalace(tx, params)]);
    if (shown === undefined) throw new Problem('not-found');
    return shown;
  },
);

export const addExternalCountAction = handle(
  addExternalCount,
  async ({ params, body, actor, tx, deps, now }) => {
    const asset = await ofPalace(tx, params);
    const { asOf, ...given } = body;
    await videosElsewhere.enter(tx, params.palaceId, [
      {
        subjectId: asset.id,
        ...given,
        as_of: new Date(asOf),
        entered_by: actor.personId,
        entered_at: now,
      },
    ]);
    await recordAudit(tx, {
      palaceId: params.palaceId,
      actor,
      action: 'video.external-count',
      subject: { type: 'video', id: asset.id },
      after: body,
      at: now,
    });
    const { external } = (await countsOf(tx, deps, [asset.id]))(asset.id);
    const shown = external.find((one) => one.platform === body.platform && one.kind === body.kind);
    if (shown === undefined) throw new Error('an entered number is there');
    return shown;
  },
);

/** What was given; members left out stay as they were. */
function definedOf<T extends object>(given: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as never;
}
