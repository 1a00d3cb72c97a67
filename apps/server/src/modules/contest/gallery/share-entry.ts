import { Readable } from 'node:stream';
import { getContestEntryShare } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { frameOf } from '../../media/index.ts';
import { findPalace } from '../../network/index.ts';
import { entryById } from '../entries/entries.store.ts';
import { findPublished } from '../find-contest.ts';
import { unionNames } from './cards.ts';
import { drawShare } from './draw-share.ts';

/** An entry that is taken down, or whose recording is, has no picture. */
export const getContestEntryShareAction = handle(
  getContestEntryShare,
  async ({ params, reader, deps, setHeader }) => {
    const contest = await findPublished(reader, params);
    const entry = await entryById(reader, params, params.entryId);
    const palace = await findPalace(reader, params.palaceId);
    if (entry?.state !== 'approved' || entry.clip_down_at !== null || palace === undefined)
      throw new Problem('not-found');
    const unions = await unionNames(reader, [entry]);
    const frame = entry.asset_id === null ? null : await frameOf(reader, deps, entry.asset_id);
    setHeader('cache-control', 'public, max-age=1');
    const svg = drawShare({
      title: entry.title,
      entrantName: entry.entrant_name,
      number: entry.number,
      unionName: unions.get(entry.union_id ?? '') ?? null,
      contestTitle: contest.definition.title,
      palaceName: palace.name,
      frame,
    });
    return Readable.from([Buffer.from(svg)]);
  },
);
