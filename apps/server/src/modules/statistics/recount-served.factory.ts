import assert from 'node:assert/strict';
import type { EquityFigures } from '@wengong/contract';
import { type Part, VISITS } from './recount.factory.ts';

type Dimension = 'category' | 'band' | 'district';
interface Served {
  readonly person: string;
  readonly values: readonly string[];
}

/** The recount of one part of “who was served”, by palace and month as the rule of small cells asks. */
export function served(dimension: Dimension): Part<EquityFigures> {
  const value = {
    category: 'array(select category from attested_category a where a.phone_hash = p.phone_hash)',
    district: `array_remove(array[nullif(p.home_district, '')], null)`,
    band: `array[case when extract(isodow from local) >= 6 then 'weekend' when local::time >= '17:30' then 'evening'
      when local::time between '11:30' and '13:30' then 'lunch' else 'other' end]`,
  }[dimension];
  return {
    fields: ['visits', 'people'],
    async rows(app, answer, where) {
      const sum = new Map<string, { visits: number; people: number }>();
      for (const palace of where.palaces) {
        const { rows } = await app.deps.db.pool.query<Served & { month: string }>(
          `${VISITS} select person_id as person, to_char(local, 'YYYY-MM') as month, ${value} as values
           from counted join person p on p.id = person_id
           where what = 'admission' and local::date between $2::date and $3::date`,
          [[palace], where.from, where.to],
        );
        for (const month of new Set(rows.map((row) => row.month)))
          for (const [name, cell] of tellable(rows.filter((row) => row.month === month)))
            sum.set(name, {
              visits: cell.visits + (sum.get(name)?.visits ?? 0),
              people: cell.people + (sum.get(name)?.people ?? 0),
            });
      }
      assert.deepEqual(new Set(answer[dimension].map((cell) => cell.value)), new Set(sum.keys()));
      return answer[dimension].map((shown) => ({ shown, wanted: sum.get(shown.value) ?? {} }));
    },
  };
}

/** What may be told of a month: values of ten persons or more, the rest together when it has ten. */
function tellable(rows: readonly Served[]): Map<string, { visits: number; people: number }> {
  const named = new Set(rows.flatMap((row) => row.values).filter((name) => name !== 'other'));
  const people = (of: readonly Served[]) => new Set(of.map((row) => row.person)).size;
  const having = (name: string) => rows.filter((row) => row.values.includes(name));
  const large = [...named]
    .filter((name) => people(having(name)) >= 10)
    .sort((a, b) => people(having(b)) - people(having(a)) || (a < b ? -1 : 1));
  const rest = () => {
    const visits = rows.flatMap((row) => {
      const without = row.values.length === 0 || row.values.includes('other') ? [row] : [];
      return [...without, ...row.values.filter((v) => v !== 'other' && !large.includes(v)).map(() => row)];
    });
    return { visits: visits.length, people: people(visits) };
  };
  while (rest().people > 0 && rest().people < 10 && large.length > 0) large.pop();
  const cells = new Map(
    large.map((name) => [name, { visits: having(name).length, people: people(having(name)) }]),
  );
  if (rest().people >= 10) cells.set('other', rest());
  return cells;
}
