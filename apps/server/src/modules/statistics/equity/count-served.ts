import type { Reader, Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { instantAt } from '../../../kernel/zone.ts';
import { admissionsByPerson } from '../../booking/index.ts';
import { groupsOf, type PersonGroups } from '../../identity/index.ts';
import { findPalace } from '../../network/index.ts';
import { timeBandsOf } from '../../programme/index.ts';
import { lastOfMonth } from '../rollup/range.rules.ts';
import { countGroups, type GroupCell, OTHER, type Served } from './equity.rules.ts';
import { type Dimension, dueMonths, type PalaceMonth, takeMonth, writeGroups } from './equity.store.ts';

/** Months that one run counts. */
const BATCH = 200;
/** Persons whose groups are looked up at once. */
const PERSONS = 5000;

/** Counts who was served in the months that changed. Returns how many it counted. */
export async function countServed(deps: Pick<Deps, 'db' | 'clock'>): Promise<number> {
  const due = await dueMonths(deps.db.reader, BATCH);
  let counted = 0;
  for (const month of due) {
    const done = await deps.db.transact(async (tx) => {
      // What comes in while this is counted makes the month due again, and waits for this to end.
      if (!(await takeMonth(tx, month, deps.clock.now()))) return false;
      await writeGroups(tx, month, await servedIn(tx, month));
      return true;
    });
    if (done) counted += 1;
  }
  return counted;
}

/** Who was let in by a ticket in a month, by attested category, part of free time and home district. */
export async function servedIn(
  tx: Tx | Reader,
  { palaceId, month }: PalaceMonth,
): Promise<(GroupCell & { dimension: Dimension })[]> {
  const palace = await findPalace(tx, palaceId);
  if (palace === undefined) return [];
  const zone = palace.time_zone;
  const scope = { palaces: [{ palaceId, timeZone: zone, group: '' }], from: month, to: lastOfMonth(month) };
  const admissions = await admissionsByPerson(tx, scope);
  const visits = new Map<string, number>();
  for (const each of admissions) visits.set(each.person_id, (visits.get(each.person_id) ?? 0) + each.visits);
  const persons = await everybody(tx, [...visits.keys()]);
  const by = (valuesOf: (person: PersonGroups) => readonly string[]): Served[] =>
    persons.flatMap((person) =>
      valuesOf(person).map((value) => ({ personId: person.id, value, visits: visits.get(person.id) ?? 0 })),
    );
  const dimensions: Record<Dimension, readonly Served[]> = {
    category: by(({ categories }) => (categories.length > 0 ? categories : [OTHER])),
    district: by(({ district }) => [district ?? OTHER]),
    band: admissions.map((each) => ({
      personId: each.person_id,
      visits: each.visits,
      value: bandAt(instantAt(each.day, each.minute, zone), zone),
    })),
  };
  return (Object.keys(dimensions) as Dimension[]).flatMap((dimension) =>
    countGroups(dimensions[dimension]).map((cell) => ({ dimension, ...cell })),
  );
}

/** The part of a worker's free time that a moment belongs to; `other` is working time. */
const bandAt = (at: Date, zone: string): string => timeBandsOf(at, at, zone).at(-1) ?? OTHER;

async function everybody(reader: Tx | Reader, ids: readonly string[]): Promise<PersonGroups[]> {
  const persons: PersonGroups[] = [];
  for (let at = 0; at < ids.length; at += PERSONS)
    persons.push(...(await groupsOf(reader, ids.slice(at, at + PERSONS))));
  return persons;
}
