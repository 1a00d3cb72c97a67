import { listPalaceBookings } from '@wengong/contract';
import { byTime, decodeCursor, pageOf } from '../../../../kernel/cursor.ts';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { findPalace } from '../../../network/index.ts';
import { bookingsOfPalace, countBookings } from '../desk.store.ts';
import { deskBookings } from '../desk-bookings.ts';
import { readDeskFilter } from '../desk-filter.ts';

export const listPalaceBookingsAction = handle(
  listPalaceBookings,
  async ({ params, query, reader, deps }) => {
    const palace = await findPalace(reader, params.palaceId);
    if (palace === undefined) throw new Problem('not-found');
    const { cursor, limit, sort, ...filter } = query;
    const wanted = await readDeskFilter(reader, deps.keys, { id: palace.id, zone: palace.time_zone }, filter);
    const after = decodeCursor(cursor, byTime);
    const [rows, total] = await Promise.all([
      bookingsOfPalace(reader, wanted, { sort, after, limit: limit + 1 }),
      after === null ? countBookings(reader, wanted) : null,
    ]);
    const { shown, nextCursor } = pageOf(rows, limit, (row) => [row.starts_at, row.id]);
    return { items: await deskBookings(reader, deps.keys, shown), nextCursor, total };
  },
);
