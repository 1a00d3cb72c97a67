/** How many earlier pages the address remembers; going further back leads to the first page. */
const REMEMBERED = 8;

/** Where the neighbouring pages are; null where there is none. */
export interface PageLinks {
  previous: string | null;
  next: string | null;
}

/**
 * Addresses of the next and previous page of a cursor-paged list at `url`, filters kept. Cursors only lead on,
 * so the address carries those of the pages passed, in `passed`.
 */
export function pageLinks(url: URL, nextCursor: string | null): PageLinks {
  const cursor = url.searchParams.get('cursor') ?? '';
  const passed = url.searchParams.getAll('passed').slice(-REMEMBERED);
  const at = (target: string, before: readonly string[]) => {
    const search = new URLSearchParams(url.search);
    search.delete('cursor');
    search.delete('passed');
    for (const one of before) search.append('passed', one);
    if (target) search.set('cursor', target);
    const text = search.toString();
    return text ? `${url.pathname}?${text}` : url.pathname;
  };
  return {
    previous: cursor ? at(passed.at(-1) ?? '', passed.slice(0, -1)) : null,
    next: nextCursor === null ? null : at(nextCursor, cursor ? [...passed, cursor] : []),
  };
}
