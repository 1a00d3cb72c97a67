import { checkSlots } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { instantAt, localDay } from '../../../../kernel/zone.ts';
import { findPalace } from '../../../network/index.ts';
import { occupancyDuring, type Period } from '../../../venue/index.ts';
import { titlesOfSessions } from '../../session.store.ts';
import { type Check, freeSpaces, freeTeachers, nearestFree, obstaclesOf } from '../obstacles.rules.ts';

export const checkSlotsAction = handle(checkSlots, async ({ params, body, reader, now }) => {
  const { palaceId } = params;
  const palace = await findPalace(reader, palaceId);
  if (palace === undefined) throw new Problem('not-found');
  const zone = palace.time_zone;
  const slots = body.slots.map(({ startsAt, endsAt }) => ({
    startsAt: new Date(startsAt),
    endsAt: new Date(endsAt),
  }));
  if (slots.some((slot) => slot.endsAt <= slot.startsAt)) throw new Problem('session-in-past');
  const seen = await occupancyDuring(
    reader,
    palaceId,
    slots.map((slot) => dayAround(slot, zone)),
  );
  const taken = seen.taken.filter((each) => !body.ignore.includes(each.holderId));
  const holders = taken.filter((each) => each.holderKind === 'session').map((each) => each.holderId);
  const titles = await titlesOfSessions(reader, palaceId, [...new Set(holders)]);
  const check: Check = { occupancy: { ...seen, taken }, wanted: body, zone, now, titles };
  return {
    items: slots.map((slot) => {
      const obstacles = obstaclesOf(check, slot, slots);
      const nearest = obstacles.some((each) => each.blocks) ? nearestFree(check, slot) : null;
      return { ...texts(slot), obstacles, nearest: nearest === null ? null : texts(nearest) };
    }),
    freeSpaces: freeSpaces(check, slots).map(({ id, name, nameEn, capacity }) => ({
      id,
      name,
      nameEn,
      capacity,
    })),
    freeTeachers: freeTeachers(check, slots).map(({ id, name }) => ({ id, name })),
  };
});

const texts = (period: Period) => ({
  startsAt: period.startsAt.toISOString(),
  endsAt: period.endsAt.toISOString(),
});

/** The whole day on which a slot begins, for the nearest free time, and the slot itself where it is longer. */
function dayAround(slot: Period, zone: string): Period {
  const day = localDay(slot.startsAt, zone);
  const ends = instantAt(day, 24 * 60, zone);
  return { startsAt: instantAt(day, 0, zone), endsAt: slot.endsAt > ends ? slot.endsAt : ends };
}
