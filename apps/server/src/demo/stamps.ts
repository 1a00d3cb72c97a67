import { type DemoCalendar, HOUR, later } from './calendar.ts';
import type { Worker } from './people.ts';
import type { Palace } from './places.ts';
import type { Rows } from './rows.ts';
import { Seed } from './seed.ts';
import type { Visits } from './visits.ts';

/** People a day who collect stamps; the landmark of the capital draws the whole country. */
const usualCollectors = (slug: string): number => (slug === 'beijing' ? 9 : 1);

/** Writes stamps collected at the landmarks; `mine` has one from every landmark of her own palace. */
export function makeStamps(
  context: { calendar: DemoCalendar; rows: Rows; visits: Visits },
  palaces: readonly Palace[],
  workers: readonly Worker[],
  mine: Worker,
): void {
  const { calendar } = context;
  for (const palace of palaces) {
    const { slug } = palace.content;
    const seed = new Seed(`stamps ${slug}`);
    const public_ = slug === 'beijing' ? workers : workers.filter((worker) => worker.slug === slug);
    const others = public_.filter((worker) => worker !== mine);
    for (let offset = calendar.firstDay; offset <= 0; offset += 1) {
      const collectors = new Set(
        Array.from({ length: Math.round(usualCollectors(slug) * seed.between(0.4, 1.6)) }, () =>
          seed.pick(others),
        ),
      );
      for (const worker of collectors) {
        const arrived = later(calendar.at(offset, '09:00'), seed.between(0, 7) * HOUR);
        const visited = seed.shuffled(palace.landmarks).slice(0, 1 + seed.int(palace.landmarks.length));
        collect(context, palace, worker, visited, arrived);
      }
    }
    if (slug === mine.slug) collect(context, palace, mine, palace.landmarks, calendar.at(-6, '18:40'));
  }
}

/** A walk from landmark to landmark, ten minutes each. */
function collect(
  { calendar, rows, visits }: { calendar: DemoCalendar; rows: Rows; visits: Visits },
  palace: Palace,
  worker: Worker,
  landmarks: readonly string[],
  arrived: Date,
): void {
  landmarks.forEach((landmark, nth) => {
    const at = later(arrived, nth * 10 * 60_000);
    if (at > calendar.now) return;
    rows.add('stamp', {
      palace_id: palace.id,
      landmark_id: landmark,
      person_id: worker.id,
      day: calendar.day(calendar.offsetOf(at)),
      at,
    });
    visits.count(null, at, palace.id);
  });
}
