import { Readable } from 'node:stream';
import { getContestEntryShare } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { frameOf, videosByIds } from '../../media/index.ts';
import { findPalace } from '../../network/index.ts';
import { entryById } from '../entries/entries.store.ts';
import { findPublished } from '../find-contest.ts';
import { clipsOf, unionNames } from './cards.ts';
import { drawShare } from './draw-share.ts';
import { frameFrom } from './share-frame.ts';

/** An entry that is taken down, or whose recording is, has no picture. */
export const getContestEntryShareAction = handle(
  getContestEntryShare,
  async ({ params, reader, deps, origin, setHeader }) => {
    const contest = await findPublished(reader, params);
    const entry = await entryById(reader, params, params.entryId);
    const palace = await findPalace(reader, params.palaceId);
    if (entry?.state !== 'approved' || entry.clip_down_at !== null || palace === undefined)
      throw new Problem('not-found');
    const unions = await unionNames(reader, [entry]);
    const video = (await videosByIds(reader, clipsOf([entry]))).get(entry.asset_id ?? '');
    const frame = entry.asset_id === null ? null : await frameOf(reader, deps, entry.asset_id);
    setHeader('cache-control', 'public, max-age=1');
    const svg = drawShare({
      title: entry.title,
      entrantName: entry.entrant_name,
      number: entry.number,
      unionName: unions.get(entry.union_id ?? '') ?? null,
      ai: video?.ai ?? null,
      contestTitle: contest.definition.title,
      contestTitleEn: contest.definition.titleEn,
      palaceName: palace.name,
      address: `${origin}/p/${palace.slug}/contests/${contest.id}/entries/${entry.id}`,
      frame: frame === null ? null : await frameFrom(frame),
    });
    return Readable.from([Buffer.from(svg)]);
  },
);
