import type { Allotment } from '@wengong/contract';
import type { categoryNames } from '#lib/features/programme/names.ts';
import type { Lang } from '#lib/i18n/lang.ts';
import type { allotmentMessages } from './messages.ts';

type Words = (typeof allotmentMessages)[Lang];
type Categories = (typeof categoryNames)[Lang];

/** How a pool is called: by its label where it has one, else by whom it is for. */
export function poolName(
  pool: Pick<Allotment, 'kind' | 'category' | 'union' | 'label'>,
  words: { m: Words; categories: Categories; lang: Lang },
): string {
  const { m, categories, lang } = words;
  if (pool.kind === 'general') return m.general;
  if (pool.kind === 'walk_in') return pool.label || m.walkIn;
  if (pool.kind === 'category' && pool.category) {
    return pool.label || m.categoryIn(categories[pool.category]);
  }
  if (pool.kind === 'block') return pool.label || m.block;
  const union = pool.union ? (lang === 'en' && pool.union.nameEn) || pool.union.name : '';
  return pool.label ? `${union} · ${pool.label}` : union;
}
