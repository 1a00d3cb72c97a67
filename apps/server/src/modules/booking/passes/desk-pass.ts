import type { DeskPass } from '@wengong/contract';
import type { Keys } from '../../../kernel/crypto.ts';
import type { Tx } from '../../../kernel/db.ts';
import { Problem } from '../../../kernel/errors.ts';
import { presentDeskPasses } from './passes.present.ts';
import { type PassSeen, passOfPalace } from './passes.store.ts';

/** A pass as it is now, as a row and as the desk sees it. Throws `not-found`. */
export async function deskPassOf(
  tx: Tx,
  keys: Keys,
  palaceId: string,
  passId: string,
  now: Date,
): Promise<{ row: PassSeen; shown: DeskPass }> {
  const row = await passOfPalace(tx, palaceId, passId);
  const [shown] = row === undefined ? [] : await presentDeskPasses(tx, keys, [row], now);
  if (row === undefined || shown === undefined) throw new Problem('not-found');
  return { row, shown };
}
