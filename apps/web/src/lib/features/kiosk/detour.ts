import type { Kiosk } from '@wengong/contract';

/** What belongs to no palace and may be opened at any kiosk. One signs out by its own button, which leaves nothing. */
const OPEN =
  /^\/(me|sign-in|preferences|ballot|team|invitation|privacy|terms|accessibility|about|goodbye|offline|poster)(\/|$)/;

/** Of a search over all palaces, what is kept in a search of this one. */
const KEPT = ['q', 'kind', 'cursor'];

/**
 * Where a kiosk goes instead of `url`: it shows its own palace and what a signed-in person needs. Null when it may show
 * that page.
 */
export function kioskDetour(url: URL, { id, slug }: Pick<Kiosk['palace'], 'id' | 'slug'>): string | null {
  const { pathname, searchParams } = url;
  const home = `/p/${slug}`;
  if (pathname === home || pathname.startsWith(`${home}/`) || OPEN.test(pathname)) return null;
  if (pathname === `/kiosk/${slug}`) return null;
  if (pathname === '/activities' && searchParams.get('palaceId') === id) return null;
  if (pathname === '/activities' || pathname === '/search') {
    const query = new URLSearchParams({ palaceId: id });
    for (const name of KEPT) for (const value of searchParams.getAll(name)) query.append(name, value);
    return `/activities?${query}`;
  }
  return pathname === '/venues' ? `${home}/spaces` : home;
}
