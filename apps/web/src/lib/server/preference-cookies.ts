import type { Cookies } from '@sveltejs/kit';
import { type Preferences, readPreferences, writePreferences } from '#lib/preferences.ts';

const year = 365 * 24 * 60 * 60;

/** The visitor's preferences from cookies; `?lang=en` in the address wins and is remembered. */
export function preferencesOf(cookies: Cookies, url: URL): Preferences {
  const kept = readPreferences({
    lang: cookies.get('lang'),
    elder: cookies.get('elder'),
    scheme: cookies.get('scheme'),
    spacing: cookies.get('spacing'),
  });
  const asked = readPreferences({ lang: url.searchParams.get('lang') ?? undefined }, kept);
  if (asked.lang !== kept.lang) keepPreferences(cookies, { lang: asked.lang }, url);
  return asked;
}

/** Remembers the given preferences for a year. */
export function keepPreferences(cookies: Cookies, preferences: Partial<Preferences>, url: URL): void {
  for (const [name, value] of writePreferences(preferences)) {
    cookies.set(name, value, {
      path: '/',
      maxAge: year,
      sameSite: 'lax',
      httpOnly: true,
      secure: url.protocol === 'https:',
    });
  }
}
