import { listPasses } from '@wengong/contract';
import type { Keys } from '../../../../kernel/crypto.ts';
import type { Reader } from '../../../../kernel/db.ts';
import { handle } from '../../../../kernel/module.ts';
import { peopleOf } from '../../../identity/index.ts';
import { readMark, sortedPage } from '../../sorted-pages.store.ts';
import { presentDeskPasses } from '../passes.present.ts';
import { passesIssued, passHolders, passOrder } from '../passes.store.ts';

export const listPassesAction = handle(listPasses, async ({ params, query, reader, deps, now }) => {
  const order = passOrder(query.sort);
  const rows = await passesIssued(reader, params.palaceId, {
    planId: query.planId ?? null,
    personIds: query.q ? await holdersLike(reader, deps.keys, params.palaceId, query.q) : null,
    order,
    after: readMark(query.cursor, order),
    limit: query.limit + 1,
  });
  const { shown, nextCursor } = sortedPage(rows, query.limit, order);
  return { items: await presentDeskPasses(reader, deps.keys, shown, now), nextCursor };
});

/** People with passes that the search looks through. */
const SEARCHED = 5000;

/** Phones are kept encrypted, so the search opens them here instead of in the database. */
async function holdersLike(reader: Reader, keys: Keys, palaceId: string, typed: string): Promise<string[]> {
  const holders = await passHolders(reader, palaceId, SEARCHED);
  const people = await peopleOf(
    reader,
    keys,
    holders.map((row) => row.person_id),
  );
  const byPhone = /^\d{4}$/.test(typed);
  const wanted = typed.toLowerCase();
  return [...people]
    .filter(([, { displayName, phoneMasked }]) =>
      byPhone && phoneMasked?.endsWith(typed) ? true : displayName.toLowerCase().includes(wanted),
    )
    .map(([id]) => id);
}
