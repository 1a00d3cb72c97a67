import type { Lang } from '#lib/i18n/lang.ts';

/** A calendar day (YYYY-MM-DD) with its year, as it is read: archives go back for decades. */
export const heldText = (day: string, lang: Lang): string =>
  new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
