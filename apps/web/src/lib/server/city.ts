import type { Cookies } from '@sveltejs/kit';

const year = 365 * 24 * 60 * 60;

/** City the visitor chose on this device; null when none. */
export function chosenCity(cookies: Cookies): string | null {
  return cookies.get('city')?.slice(0, 40) || null;
}

/** Remembers the chosen city for a year; null forgets it. */
export function keepCity(cookies: Cookies, city: string | null, url: URL): void {
  const options = { path: '/', sameSite: 'lax', httpOnly: true, secure: url.protocol === 'https:' } as const;
  if (city) cookies.set('city', city, { ...options, maxAge: year });
  else cookies.delete('city', options);
}
