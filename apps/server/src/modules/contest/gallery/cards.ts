import type { ContestEntryCard } from '@wengong/contract';
import type { Reader, Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { showingsOf } from '../../media/index.ts';
import { unionsByIds } from '../../network/index.ts';
import type { EntrySeen } from '../entries/entries.store.ts';

/**
 * Approved entries as cards, in their order; those whose recording is taken down are left out unless `withDown`: their
 * own page says so.
 */
export async function cardsOf(
  reader: Reader,
  deps: Deps,
  entries: readonly EntrySeen[],
  now: Date,
  withDown = false,
): Promise<ContestEntryCard[]> {
  const unions = await unionNames(reader, entries);
  const showings = await showingsOf(reader, deps, clipsOf(entries), 'public', now);
  const shown = entries.filter(({ asset_id }) => withDown || asset_id === null || showings.has(asset_id));
  return shown.map((entry) => ({
    id: entry.id,
    number: entry.number,
    category: entry.category,
    entrantKind: entry.entrant_kind,
    entrantName: entry.entrant_name,
    title: entry.title,
    unionName: entry.union_id === null ? null : (unions.get(entry.union_id) ?? null),
    assetId: entry.asset_id,
    poster: showings.get(entry.asset_id ?? '')?.poster ?? null,
    votes: entry.votes,
    round: entry.round,
  }));
}

/** What a player is drawn by. */
export const shapeOf = (
  video: { durationMs: number | null; width: number | null; height: number | null } | undefined,
) => ({
  durationMs: video?.durationMs ?? null,
  upright: (video?.height ?? 0) > (video?.width ?? 0),
});

/** The recordings of entries. */
export const clipsOf = (entries: readonly { readonly asset_id: string | null }[]): string[] =>
  entries.flatMap((entry) => entry.asset_id ?? []);

/** Names of the unions that nominated entries, by id. */
export async function unionNames(
  reader: Reader | Tx,
  entries: readonly { readonly union_id: string | null }[],
): Promise<Map<string, string>> {
  const unions = await unionsByIds(
    reader,
    entries.flatMap((entry) => entry.union_id ?? []),
  );
  return new Map([...unions].map(([id, union]) => [id, union.name]));
}
