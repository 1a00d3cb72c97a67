import type { PassScope } from '@wengong/contract';
import { kindNames } from '#lib/features/programme/names.ts';
import { bilingual } from '#lib/i18n/bilingual.ts';
import type { Lang } from '#lib/i18n/lang.ts';

/** What a pass is good for, in a line; `all` is said of a whole palace. */
export function scopeWords(scope: PassScope, lang: Lang, all: string): string {
  if (scope.type === 'palace') return all;
  const words =
    scope.type === 'kinds'
      ? scope.kinds.map((kind) => kindNames[lang][kind])
      : scope.items.map((item) => bilingual(lang)(item.name, item.nameEn));
  return words.join(lang === 'zh' ? '、' : ', ');
}

/** A day of the palace as an instant that formats as this day in every zone of the country. */
export const dayInstant = (day: string): string => `${day}T06:00:00Z`;
