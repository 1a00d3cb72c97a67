import { getUnionOverview } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { localDay, plusDays } from '../../../kernel/zone.ts';
import { programmeAhead } from '../../programme/index.ts';
import { assemble } from '../assemble.ts';
import { noSums } from '../statistics.rules.ts';
import { presentUnion, unionScope } from '../union-scope.ts';
import { worriesOf } from '../worry.rules.ts';

const WEEKS = 28;
const AHEAD_MS = 14 * 86_400_000;
/** "Today" of a union is that of the capital; each palace's sessions of today are those of its own clock. */
const UNION_ZONE = 'Asia/Shanghai';

export const getUnionOverviewAction = handle(getUnionOverview, async ({ params, reader, actor, now }) => {
  const scope = await unionScope(reader, params.unionId, actor);
  const palaces = scope.palaces.map((palace) => ({ palaceId: palace.id, timeZone: palace.time_zone }));
  const ids = palaces.map((palace) => palace.palaceId);
  const today = localDay(now, UNION_ZONE);
  const weeks = (last: string) =>
    assemble(reader, { palaces, from: plusDays(last, 1 - WEEKS), to: last, by: 'day', now });
  const [lately, before, coming] = await Promise.all([
    weeks(plusDays(today, -1)),
    weeks(plusDays(today, -1 - WEEKS)),
    programmeAhead(reader, ids, now, new Date(now.getTime() + AHEAD_MS)),
  ]);
  return {
    union: presentUnion(scope.union),
    above: scope.above.map(presentUnion),
    now: now.toISOString(),
    palaces: scope.palaces.map((palace) => {
      const programme = coming.get(palace.id);
      const { visits, seatsBooked, seatsMissed } = lately.byPalace.get(palace.id) ?? noSums;
      const visitsBefore = (before.byPalace.get(palace.id) ?? noSums).visits;
      const ahead = programme?.ahead ?? 0;
      return {
        palaceId: palace.id,
        slug: palace.slug,
        name: palace.name,
        nameEn: palace.name_en,
        city: palace.city,
        unionId: palace.union_id,
        today: programme?.today ?? 0,
        ahead,
        next: programme?.startsAt
          ? {
              title: programme.title ?? '',
              titleEn: programme.titleEn ?? '',
              startsAt: programme.startsAt.toISOString(),
              timeZone: palace.time_zone,
            }
          : null,
        visits,
        visitsBefore,
        seatsBooked,
        seatsMissed,
        worries: worriesOf({ ahead, visits, visitsBefore, seatsBooked, seatsMissed }),
      };
    }),
  };
});
