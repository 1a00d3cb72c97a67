import type { Lang } from './lang.ts';
import { useLang } from './use.ts';

/** Chooses between the two languages of a text that people wrote; Chinese where no English was written. */
export type Bilingual = (zh: string, en: string | null | undefined) => string;

export const bilingual =
  (lang: Lang): Bilingual =>
  (zh, en) =>
    lang === 'en' && en ? en : zh;

/** As `bilingual`, in the reader's language inside a component: `const b = useBilingual()`. */
export const useBilingual = (): Bilingual => bilingual(useLang());
