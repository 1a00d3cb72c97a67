import { listBookingExports } from '@wengong/contract';
import { decodeCursor, encodeCursor } from '../../../../kernel/cursor.ts';
import { handle } from '../../../../kernel/module.ts';
import { peopleOf } from '../../../identity/index.ts';
import { exportsOf } from '../desk.store.ts';
import { presentExport } from '../present-export.ts';

export const listBookingExportsAction = handle(
  listBookingExports,
  async ({ params, query: { cursor, limit }, reader, deps }) => {
    const [after] = decodeCursor(cursor, 1) ?? [];
    const rows = await exportsOf(reader, params.palaceId, after, limit + 1);
    const shown = rows.slice(0, limit);
    const people = await peopleOf(
      reader,
      deps.keys,
      shown.map((row) => row.requested_by),
    );
    const last = shown.at(-1);
    return {
      items: shown.map((row) =>
        presentExport(row, people.get(row.requested_by)?.displayName ?? '', deps.keys),
      ),
      nextCursor: rows.length > limit && last ? encodeCursor([last.id]) : null,
    };
  },
);
