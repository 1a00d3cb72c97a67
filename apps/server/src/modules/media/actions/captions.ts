import { type Caption, deleteCaption, getCaption, listCaptions, putCaption } from '@wengong/contract';
import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { submitForReview, withdrawFromReview } from '../../moderation/index.ts';
import { assetById, lockAsset } from '../assets.store.ts';
import { captionTexts } from '../captions/captions.review.ts';
import { readCaptions, writeCaptions } from '../captions/captions.rules.ts';
import {
  captionOf,
  captionsOf,
  deleteCaptionRow,
  putCaptionRow,
  shownCaptionOf,
} from '../captions/captions.store.ts';
import type { MediaCaptionRow } from '../media.tables.ts';
import { publicFor } from '../playback/public-for.ts';
import { cutCaptions } from '../said/search-said.ts';
import { ofPalace } from '../videos-shown.ts';

const present = (row: Omit<MediaCaptionRow, 'vtt'>): Caption => ({
  lang: row.lang,
  label: row.label,
  cues: row.cues,
  updatedAt: row.updated_at.toISOString(),
  state: row.state,
  reason: row.reason,
});

export const listCaptionsAction = handle(listCaptions, async ({ params, reader }) => {
  await ofPalace(reader, params);
  const rows = await captionsOf(reader, [params.videoId]);
  return { items: rows.map((row) => ({ ...present(row), text: row.vtt })) };
});

export const putCaptionAction = handle(putCaption, async ({ params, body, actor, tx, deps, now }) => {
  // Held, so that the first captions of a language come one after the other.
  const asset = await lockAsset(tx, params);
  if (asset === undefined) throw new Problem('not-found');
  const cues = readCaptions(body.text);
  if ('line' in cues) throw new Problem('captions-unreadable', { line: cues.line });
  const had = await captionOf(tx, params, params.lang);
  const given = {
    palace_id: params.palaceId,
    id: had?.id ?? newId(),
    asset_id: params.videoId,
    lang: params.lang,
    label: body.label,
    vtt: writeCaptions(cues),
    words: cues.map((cue) => cue.text.replaceAll('\n', ' ')).join('\n'),
    cues: cues.length,
    updated_by: actor.personId,
    updated_at: now,
  };
  const { state, found } = await screen(tx, deps, given, { title: asset.title, had });
  const row: MediaCaptionRow = { ...given, state, reason: '' };
  await putCaptionRow(tx, row);
  await cutCaptions(tx, row);
  await recordAudit(tx, {
    palaceId: params.palaceId,
    actor,
    action: 'video.caption',
    subject: { type: 'video', id: params.videoId },
    after: { lang: row.lang, cues: row.cues, state },
    at: now,
  });
  return { ...present(row), found };
});

/**
 * What the lists of words say of captions. A listed word is what somebody said, perhaps as a warning, and cannot be
 * changed as a title can: it is left to a reviewer and never refused. So is every new text after one was taken down.
 */
async function screen(
  tx: Tx,
  deps: Deps,
  row: Omit<MediaCaptionRow, 'state' | 'reason'>,
  { title, had }: { readonly title: string; readonly had: MediaCaptionRow | undefined },
) {
  const review = reviewKeyOf(row);
  const submitted = await submitForReview(tx, deps, {
    ...review,
    ownerId: row.updated_by,
    title,
    texts: captionTexts(row),
    review: had?.state === 'taken_down' ? 'always' : 'when-held',
    whenBlocked: 'hold',
  });
  const isShown = submitted.state === 'approved';
  // An earlier text may have waited.
  if (isShown) await withdrawFromReview(tx, deps, { ...review, by: row.updated_by });
  const found = [...new Set(submitted.hits.map((hit) => hit.word))];
  return { state: isShown ? ('shown' as const) : ('waiting' as const), found };
}

const reviewKeyOf = ({ palace_id, id }: Pick<MediaCaptionRow, 'palace_id' | 'id'>) => ({
  palaceId: palace_id,
  kind: 'caption' as const,
  subjectId: id,
});

export const deleteCaptionAction = handle(deleteCaption, async ({ params, actor, tx, deps, now }) => {
  await ofPalace(tx, params);
  const had = await captionOf(tx, params, params.lang);
  if (had !== undefined) await withdrawFromReview(tx, deps, { ...reviewKeyOf(had), by: actor.personId });
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
  const row =
    asset?.visibility === 'public' ? await shownCaptionOf(reader, params.videoId, params.lang) : undefined;
  if (row === undefined) throw new Problem('not-found');
  setHeader('cache-control', publicFor(60));
  return row.vtt;
});
