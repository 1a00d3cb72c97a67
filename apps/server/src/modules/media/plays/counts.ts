import type { ExternalCount } from '@wengong/contract';
import type { Reader, Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { peopleOf } from '../../identity/index.ts';
import type { ExternalCountRow } from '../media.tables.ts';
import { externalCountsOf, playsOf } from './plays.store.ts';

export interface Counts {
  readonly plays: number;
  readonly external: ExternalCount[];
}

/** What was counted here, and what was entered from elsewhere, of each video. */
export async function countsOf(
  reader: Reader | Tx,
  { keys }: Pick<Deps, 'keys'>,
  ids: readonly string[],
): Promise<(videoId: string) => Counts> {
  const plays = await playsOf(reader, ids);
  const external = await externalCountsOf(reader, ids);
  const shown = await presentExternalCounts(reader, keys, external);
  return (videoId) => ({
    plays: plays.get(videoId) ?? 0,
    external: shown.filter((_, index) => external[index]?.asset_id === videoId),
  });
}

/** Numbers of other platforms with the names of those who entered them, in their order. */
export async function presentExternalCounts(
  reader: Reader | Tx,
  keys: Deps['keys'],
  rows: readonly Omit<ExternalCountRow, 'palace_id' | 'id' | 'asset_id'>[],
): Promise<ExternalCount[]> {
  const people = await peopleOf(
    reader,
    keys,
    rows.map((row) => row.entered_by),
  );
  return rows.map((row) => ({
    platform: row.platform,
    kind: row.kind,
    count: row.count,
    source: row.source,
    asOf: row.as_of.toISOString(),
    enteredBy: people.get(row.entered_by)?.displayName ?? '',
    enteredAt: row.entered_at.toISOString(),
  }));
}
