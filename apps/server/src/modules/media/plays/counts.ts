import type { ExternalCount } from '@wengong/contract';
import type { Reader, Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { peopleOf } from '../../identity/index.ts';
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
  const people = await peopleOf(
    reader,
    keys,
    external.map((row) => row.entered_by),
  );
  return (videoId) => ({
    plays: plays.get(videoId) ?? 0,
    external: external
      .filter((row) => row.asset_id === videoId)
      .map((row) => ({
        platform: row.platform,
        kind: row.kind,
        count: row.count,
        source: row.source,
        asOf: row.as_of.toISOString(),
        enteredBy: people.get(row.entered_by)?.displayName ?? '',
        enteredAt: row.entered_at.toISOString(),
      })),
  });
}
