import type { ContestEntryCard } from '@wengong/contract';
import type { Reader, Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { type Showing, showingsOf } from '../../media/index.ts';
import { unionsByIds } from '../../network/index.ts';
import type { EntrySeen } from '../entries/entries.store.ts';

interface Described {
  readonly entry: EntrySeen;
  /** What everybody who sees the entry reads of it. */
  readonly facts: Omit<ContestEntryCard, 'sprite'>;
  readonly showing: Showing | undefined;
}

/** Entries in their order, with what pages of any kind say of them. */
export async function describeEntries(
  reader: Reader | Tx,
  deps: Deps,
  entries: readonly EntrySeen[],
  showing: Parameters<typeof showingsOf>[3],
): Promise<Described[]> {
  const unions = await unionNames(reader, entries);
  const showings = await showingsOf(reader, deps, clipsOf(entries), showing);
  return entries.map((entry) => {
    const showing = showings.get(entry.asset_id ?? '');
    return {
      entry,
      showing,
      facts: {
        id: entry.id,
        number: entry.number,
        category: entry.category,
        entrantKind: entry.entrant_kind,
        entrantName: entry.entrant_name,
        title: entry.title,
        unionName: entry.union_id === null ? null : (unions.get(entry.union_id) ?? null),
        assetId: entry.asset_id,
        poster: showing?.poster ?? null,
        ai: showing?.ai ?? null,
        votes: entry.votes,
        round: entry.round,
      },
    };
  });
}

/** Approved entries as cards, in their order; those whose recording was just taken down are left out already. */
export async function cardsOf(
  reader: Reader,
  deps: Deps,
  entries: readonly EntrySeen[],
  now: Date,
): Promise<ContestEntryCard[]> {
  const described = await describeEntries(reader, deps, entries, {
    audience: 'public',
    now,
    withCaptions: false,
  });
  return described
    .filter(({ entry, showing }) => entry.asset_id === null || showing !== undefined)
    .map(({ facts, showing }) => ({ ...facts, sprite: showing?.playback?.sprite ?? null }));
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
