import type { Tx } from '../../kernel/db.ts';
import type { Deps } from '../../kernel/deps.ts';
import { on, type Subscription } from '../../kernel/outbox.ts';
import { lecturePublished, subscribersOf } from '../lecture/index.ts';
import { findPalace } from '../network/index.ts';
import { tell } from './tell.ts';

/** Written at a time. */
const BATCH = 1000;

/** A new lecture, to everybody who asked: all of them in the one transaction that takes the event away. */
export const lectureSubscriptions: readonly Subscription<Deps>[] = [
  on(lecturePublished, 'notice.lecture.published', async (facts, { tx, deps }: { tx: Tx; deps: Deps }) => {
    const now = deps.clock.now();
    for (const fact of facts) {
      const palace = await findPalace(tx, fact.palaceId);
      if (palace === undefined) continue;
      const params = {
        subject: fact.title,
        subjectEn: fact.titleEn || fact.title,
        palace: palace.name,
        palaceEn: palace.name_en || palace.name,
        timeZone: palace.time_zone,
        startsAt: now.toISOString(),
        endsAt: now.toISOString(),
        number: fact.number,
        label: fact.seriesTitle,
        labelEn: fact.seriesTitleEn || fact.seriesTitle,
      };
      const link = `/p/${palace.slug}/lectures/${fact.seriesSlug}/${fact.number}`;
      let after: string | null = null;
      do {
        const people = await subscribersOf(tx, fact, after, BATCH);
        await tell(
          tx,
          people.map((person_id) => ({ person_id, kind: 'lecture.published' as const, params, link })),
          now,
        );
        after = people.length === BATCH ? (people.at(-1) ?? null) : null;
      } while (after !== null);
    }
  }),
];
