/** Languages of the pages: Chinese first. */
export const langs = ['zh', 'en'] as const;
export type Lang = (typeof langs)[number];

/** BCP 47 tag for `<html lang>`, Intl and Accept-Language. */
export const localeOf: Record<Lang, string> = { zh: 'zh-CN', en: 'en-GB' };
