import { listDaysOff } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { localDay, plusDays } from '../../../../kernel/zone.ts';
import { findPalace } from '../../../network/index.ts';
import { daysOffBetween } from '../days-off.ts';

export const listDaysOffAction = handle(listDaysOff, async ({ params, reader, now }) => {
  const palace = await findPalace(reader, params.palaceId);
  if (palace === undefined) throw new Problem('not-found');
  const first = localDay(now, palace.time_zone);
  const items = await daysOffBetween(reader, palace.id, palace.time_zone, {
    first,
    last: plusDays(first, 400),
    now,
  });
  return { items };
});
