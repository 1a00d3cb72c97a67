import type { ExternalCount } from '@wengong/contract';
import type { CountedElsewhere, NumberElsewhere } from '../../../kernel/counted-elsewhere.ts';
import type { Reader, Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { peopleOf } from '../../identity/index.ts';
import { assetsNamed } from '../assets.store.ts';
import { externalCountsIn } from './external-counts.store.ts';
import { externalCountsOf, playsOf } from './plays.store.ts';

export const videosElsewhere: CountedElsewhere = {
  of: 'video',
  named: assetsNamed,
  enter: externalCountsIn('media_external_count', 'asset_id').enter,
};

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
  rows: readonly NumberElsewhere[],
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
