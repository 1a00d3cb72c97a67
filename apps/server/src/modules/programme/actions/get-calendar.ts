import { getCalendar } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { instantAt } from '../../../kernel/zone.ts';
import { findPalace } from '../../network/index.ts';
import { countByDay, daysOfMonth } from '../calendar.rules.ts';
import { isHoliday } from '../holidays.rules.ts';
import { sessionsWithin } from '../session-list.store.ts';

export const getCalendarAction = handle(getCalendar, async ({ params, query, reader }) => {
  const palace = await findPalace(reader, params.palaceId);
  if (palace === undefined) throw new Problem('not-found');
  const zone = palace.time_zone;
  const month = daysOfMonth(query.month);
  const rows = await sessionsWithin(
    reader,
    palace.id,
    instantAt(month.first, 0, zone),
    instantAt(month.last, 1440, zone),
  );
  const entries = rows.map((row) => ({
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    free: row.price_fen === 0,
  }));
  const days = countByDay(entries, zone, month);
  return {
    month: query.month,
    timeZone: zone,
    days: days.map((each) => ({ ...each, holiday: isHoliday(each.day) })),
  };
});
