import { getTranscript, searchSaid } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { readPlainSearch } from '../../programme/index.ts';
import { assetById, assetsByIds } from '../assets.store.ts';
import { shownCaptionsOf } from '../captions/captions.store.ts';
import { publicFor } from '../playback/public-for.ts';
import { cuesOf, passagesOf } from '../said/said.rules.ts';
import { searchSaidIn } from '../said/search-said.ts';
import { showCards } from '../videos-shown.ts';

export const getTranscriptAction = handle(getTranscript, async ({ params, query, reader, setHeader }) => {
  const asset = await assetById(reader, params.videoId);
  if (asset?.visibility !== 'public') throw new Problem('not-found');
  const captions = await shownCaptionsOf(reader, [asset.id]);
  const row = captions.find(({ lang }) => lang === query.lang) ?? captions[0];
  setHeader('cache-control', publicFor(60));
  return { lang: row?.lang ?? null, passages: row === undefined ? [] : passagesOf(cuesOf(row.vtt)) };
});

export const searchSaidAction = handle(searchSaid, async ({ query, reader, deps }) => {
  const search = readPlainSearch(query.q);
  if (search === null) return { items: [] };
  const said = await searchSaidIn(reader, search, { palaceId: query.palaceId, limit: query.limit });
  const assets = new Map((await assetsByIds(reader, [...said.keys()])).map((asset) => [asset.id, asset]));
  const cards = await showCards(
    reader,
    deps,
    [...said.keys()].flatMap((videoId) => assets.get(videoId) ?? []),
  );
  return { items: cards.map((card) => ({ ...card, videoId: card.id, said: said.get(card.id) ?? [] })) };
});
