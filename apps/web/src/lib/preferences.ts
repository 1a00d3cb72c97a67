import type { Lang } from './i18n/lang.ts';

export const schemes = ['auto', 'light', 'dark'] as const;
export const spacings = ['normal', 'wide'] as const;

/** How this visitor wants pages shown; kept in plain cookies so that it works signed out and without scripts. */
export interface Preferences {
  lang: Lang;
  /** Larger type and targets for older readers. */
  elder: boolean;
  scheme: (typeof schemes)[number];
  /** `wide` opens up lines, letters and words (WCAG 1.4.12). */
  spacing: (typeof spacings)[number];
}

export const defaultPreferences: Preferences = {
  lang: 'zh',
  elder: false,
  scheme: 'auto',
  spacing: 'normal',
};

type Change = { [K in keyof Preferences]?: string | undefined };

/** The preferences named by raw strings (cookies, form fields, query); anything unknown keeps `base`. */
export function readPreferences(raw: Change, base: Preferences = defaultPreferences): Preferences {
  return {
    lang: raw.lang === 'zh' || raw.lang === 'en' ? raw.lang : base.lang,
    elder: raw.elder === '1' ? true : raw.elder === '0' ? false : base.elder,
    scheme: schemes.find((scheme) => scheme === raw.scheme) ?? base.scheme,
    spacing: spacings.find((spacing) => spacing === raw.spacing) ?? base.spacing,
  };
}

/** Name and cookie value of each given preference: the inverse of `readPreferences`. */
export function writePreferences(preferences: Partial<Preferences>): [name: string, value: string][] {
  return Object.entries(preferences).map(([name, value]) => [
    name,
    typeof value === 'boolean' ? (value ? '1' : '0') : value,
  ]);
}
