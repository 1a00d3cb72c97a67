import { listBookingExports } from '@wengong/contract';
import { byId, decodeCursor, pageOf } from '../../../../kernel/cursor.ts';
import { handle } from '../../../../kernel/module.ts';
import { peopleOf } from '../../../identity/index.ts';
import { exportsOf } from '../desk.store.ts';
import { presentExport } from '../present-export.ts';

export const listBookingExportsAction = handle(
  listBookingExports,
  async ({ params, query: { cursor, limit }, reader, deps }) => {
    const [after] = decodeCursor(cursor, byId) ?? [];
    const rows = await exportsOf(reader, params.palaceId, after, limit + 1);
    const { shown, nextCursor } = pageOf(rows, limit, (row) => [row.id]);
    const people = await peopleOf(
      reader,
      deps.keys,
      shown.map((row) => row.requested_by),
    );
    return {
      items: shown.map((row) =>
        presentExport(row, people.get(row.requested_by)?.displayName ?? '', deps.keys),
      ),
      nextCursor,
    };
  },
);
