import type { Sums, UnionFigures } from '@wengong/contract';
import type { Actor } from '../../kernel/actor.ts';
import type { Reader } from '../../kernel/db.ts';
import type { PlacedPalace } from '../network/index.ts';
import { brandNames } from '../programme/index.ts';
import { type Assembled, assemble } from './assemble.ts';
import { type BrandSums, rolledBrands } from './figures.store.ts';
import type { RangeAsked } from './palace-figures.ts';
import { type People, peopleOf } from './people.ts';
import { periodStart, periodsOf, usualLength } from './rollup/range.rules.ts';
import { requireDays } from './statistics.range.ts';
import { noSums, sumOf } from './statistics.rules.ts';
import { presentUnion, type UnionScope, unionScope } from './union-scope.ts';

/** Brands that the page of a union shows. */
const MOST_BRANDS = 30;

interface Asked extends RangeAsked {
  readonly actor: Actor;
  readonly now: Date;
}

/** What the palaces under a union did. Throws `not-found` and `invalid-request`. */
export async function unionFiguresOf(reader: Reader, unionId: string, asked: Asked): Promise<UnionFigures> {
  requireDays(asked);
  const { actor, now } = asked;
  const { from, to, by = usualLength(from, to) } = asked;
  const scope = await unionScope(reader, unionId, actor);
  const places = scope.palaces.map((palace) => ({
    palaceId: palace.id,
    timeZone: palace.time_zone,
    group: scope.childOf(palace),
  }));
  const figures = await assemble(reader, { palaces: places, from, to, by, now });
  const people = await peopleOf(reader, {
    scope: { palaces: places, from, to },
    by,
    parts: figures.parts,
    sums: figures.total,
    union: scope.union.id,
  });
  return {
    from,
    to,
    union: presentUnion(scope.union),
    above: scope.above.map(presentUnion),
    total: { ...figures.total, people: people.total },
    peopleEstimated: people.estimated,
    asOf: figures.asOf?.toISOString() ?? null,
    periods: periodsOf(from, to, by).map((period) => {
      const start = periodStart(period.from, by);
      return { ...period, ...(figures.byPeriod.get(start) ?? noSums), people: people.period(start) };
    }),
    ...rowsBelow(scope, figures, people),
    brands: await brandsOf(reader, scope, { from, to }, figures),
  };
}

function rowsBelow(
  scope: UnionScope,
  figures: Assembled,
  people: People,
): Pick<UnionFigures, 'palaces' | 'unions'> {
  const sumsOf = (palace: PlacedPalace): Sums => figures.byPalace.get(palace.id) ?? noSums;
  const members = Map.groupBy(scope.palaces, scope.childOf);
  return {
    palaces: scope.palaces.map((palace) => ({
      palaceId: palace.id,
      slug: palace.slug,
      name: palace.name,
      nameEn: palace.name_en,
      city: palace.city,
      unionId: palace.union_id,
      ...sumsOf(palace),
      people: people.palace(palace.id),
    })),
    unions: scope.children.map((child) => {
      const own = members.get(child.id) ?? [];
      const { id, ...named } = presentUnion(child);
      return {
        unionId: id,
        ...named,
        palaces: own.length,
        ...sumOf(own.map(sumsOf)),
        people: own.length === 0 ? 0 : people.group(child.id),
      };
    }),
  };
}

async function brandsOf(
  reader: Reader,
  scope: UnionScope,
  range: { readonly from: string; readonly to: string },
  { live }: Assembled,
): Promise<UnionFigures['brands']> {
  const palaces = new Map(scope.palaces.map((palace) => [palace.id, palace]));
  const rolled = await rolledBrands(reader, [...palaces.keys()], range, live);
  const now = live.flatMap(({ palaceId, brands }) => brands.map((brand) => ({ palaceId, ...brand })));
  const all: BrandSums[] = [...rolled, ...now];
  const sums = [...Map.groupBy(all, (each) => `${each.palaceId} ${each.brandId}`).values()]
    .map((parts) => ({
      ...(parts[0] as BrandSums),
      visits: parts.reduce((sum, part) => sum + part.visits, 0),
      sessions: parts.reduce((sum, part) => sum + part.sessions, 0),
    }))
    .sort((a, b) => b.visits - a.visits || b.sessions - a.sessions || (a.brandId < b.brandId ? -1 : 1))
    .slice(0, MOST_BRANDS);
  const names = await brandNames(reader, sums);
  return sums.map(({ palaceId, brandId, visits, sessions }) => {
    const palace = palaces.get(palaceId) as PlacedPalace;
    return {
      brandId,
      name: names.get(brandId)?.name ?? '',
      nameEn: names.get(brandId)?.nameEn ?? '',
      palaceId,
      palaceName: palace.name,
      palaceNameEn: palace.name_en,
      slug: palace.slug,
      sessions,
      visits,
    };
  });
}
