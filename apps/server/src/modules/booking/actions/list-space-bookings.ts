import { listSpaceBookings } from '@wengong/contract';
import { byTime, decodeCursor, pageOf } from '../../../kernel/cursor.ts';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { instantAt } from '../../../kernel/zone.ts';
import { findPalace } from '../../network/index.ts';
import { spaceBookingsOfDay } from '../spaces/space-bookings.store.ts';
import { staffSpaceViewsOf } from '../spaces/staff-space-views.ts';

export const listSpaceBookingsAction = handle(
  listSpaceBookings,
  async ({ params, query, reader, deps, now }) => {
    const palace = await findPalace(reader, params.palaceId);
    if (palace === undefined) throw new Problem('not-found');
    const rows = await spaceBookingsOfDay(reader, {
      palaceId: palace.id,
      spaceId: query.spaceId ?? null,
      from: instantAt(query.day, 0, palace.time_zone),
      to: instantAt(query.day, 1440, palace.time_zone),
      after: decodeCursor(query.cursor, byTime),
      limit: query.limit + 1,
    });
    const { shown, nextCursor } = pageOf(rows, query.limit, (row) => [row.starts_at, row.id]);
    return {
      items: await staffSpaceViewsOf(reader, deps.keys, shown, now),
      nextCursor,
    };
  },
);
