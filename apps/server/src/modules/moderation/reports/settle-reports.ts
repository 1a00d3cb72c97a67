import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import type { Item } from '../items.store.ts';
import { reportsSettled } from '../moderation.events.ts';
import { closeReports } from './reports.store.ts';

/** Closes an item's open reports and tells those who made them. */
export async function settleReports(
  tx: Tx,
  deps: Pick<Deps, 'bus'>,
  item: Item,
  upheld: boolean,
): Promise<void> {
  const reporterIds = await closeReports(tx, item, upheld ? 'upheld' : 'dismissed');
  if (reporterIds.length === 0) return;
  await deps.bus.emit(tx, reportsSettled, {
    palaceId: item.palace_id,
    title: item.title,
    upheld,
    reporterIds,
  });
}
