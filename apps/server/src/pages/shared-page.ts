/** Pages that are the same for everybody, signed in or not, so that thousands who wait cost one rendering. */
const SHARED = /^\/p\/[\w-]+\/sessions\/[\w-]+\/room$/;

/** Cookies by which such a page may differ: how a visitor wants pages shown. */
const PREFERENCES = new Set(['lang', 'elder', 'scheme', 'spacing']);

/** Whether a page is shared although the visitor may be signed in; `url` is its path with the query. */
export const isSharedPage = (url: string): boolean => SHARED.test(url.split('?')[0] ?? '');

/** What remains of a Cookie header for a shared page: nothing that tells who asks. */
export const preferencesOnly = (cookie: string | undefined): string =>
  (cookie ?? '')
    .split(';')
    .map((each) => each.trim())
    .filter((each) => PREFERENCES.has(each.slice(0, each.indexOf('='))))
    .toSorted()
    .join('; ');
