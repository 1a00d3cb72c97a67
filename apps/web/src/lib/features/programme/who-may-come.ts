import type { Audience, WorkerCategory } from '@wengong/contract';
import type { Lang } from '#lib/i18n/lang.ts';
import { detailMessages } from './detail-messages.ts';
import { categoryNames } from './names.ts';

/** Who may book, in words. */
export function whoMayCome(
  activity: { openTo: Audience; categories: readonly WorkerCategory[] },
  lang: Lang,
): string {
  const m = detailMessages[lang];
  if (activity.openTo !== 'categories') return m[activity.openTo];
  const names = activity.categories.map((category) => categoryNames[lang][category]);
  return m.categories(names.join(lang === 'zh' ? '、' : ', '));
}
