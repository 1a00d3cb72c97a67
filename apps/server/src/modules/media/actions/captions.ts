import { type Caption, deleteCaption, getCaption, listCaptions, putCaption } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { assetById } from '../assets.store.ts';
import { readCaptions, writeCaptions } from '../captions/captions.rules.ts';
import { captionsOf, deleteCaptionRow, putCaptionRow } from '../captions/captions.store.ts';
import type { MediaCaptionRow } from '../media.tables.ts';
import { cutCaptions } from '../said/search-said.ts';
import { ofPalace } from '../videos-shown.ts';

const present = (row: Omit<MediaCaptionRow, 'vtt'>): Caption => ({
  lang: row.lang,
  label: row.label,
  cues: row.cues,
  updatedAt: row.updated_at.toISOString(),
});

export const listCaptionsAction = handle(listCaptions, async ({ params, reader }) => {
  await ofPalace(reader, params);
  const rows = await captionsOf(reader, [params.videoId]);
  return { items: rows.map((row) => ({ ...present(row), text: row.vtt })) };
});

export const putCaptionAction = handle(putCaption, async ({ params, body, actor, tx, now }) => {
  await ofPalace(tx, params);
  const cues = readCaptions(body.text);
  if ('line' in cues) throw new Problem('captions-unreadable', { line: cues.line });
  const row: MediaCaptionRow = {
    palace_id: params.palaceId,
    asset_id: params.videoId,
    lang: params.lang,
    label: body.label,
    vtt: writeCaptions(cues),
    words: cues.map((cue) => cue.text.replaceAll('\n', ' ')).join('\n'),
    cues: cues.length,
    updated_by: actor.personId,
    updated_at: now,
  };
  await putCaptionRow(tx, row);
  await cutCaptions(tx, row);
  await recordAudit(tx, {
    palaceId: params.palaceId,
    actor,
    action: 'video.caption',
    subject: { type: 'video', id: params.videoId },
    after: { lang: row.lang, cues: row.cues },
    at: now,
  });
  return present(row);
});

export const deleteCaptionAction = handle(deleteCaption, async ({ params, actor, tx, now }) => {
  await ofPalace(tx, params);
  if (!(await deleteCaptionRow(tx, params, params.lang))) throw new Problem('not-found');
  await recordAudit(tx, {
    palaceId: params.palaceId,
    actor,
    action: 'video.caption-remove',
    subject: { type: 'video', id: params.videoId },
    before: { lang: params.lang },
    at: now,
  });
});

export const getCaptionAction = handle(getCaption, async ({ params, reader, setHeader }) => {
  const asset = await assetById(reader, params.videoId);
  const rows = asset?.visibility === 'public' ? await captionsOf(reader, [params.videoId]) : [];
  const row = rows.find(({ lang }) => lang === params.lang);
  if (row === undefined) throw new Problem('not-found');
  setHeader('cache-control', 'public, max-age=60');
  return row.vtt;
});
