import type { Sort } from './Table.svelte';

/** An address as a page has it, or any other. */
interface Address {
  readonly searchParams: Pick<URLSearchParams, 'get' | 'toString'>;
}

/**
 * The order that an address asks of the table `name`: `?name=visits` the least first, `?name=-visits` the most first; the
 * usual one where it asks for none that the table has.
 */
export function sortIn(url: Address, name: string, keys: readonly string[], usual: Sort): Sort {
  const asked = url.searchParams.get(name) ?? '';
  const sort = readSort(asked);
  return keys.includes(sort.key) ? sort : usual;
}

/** The same address with another order of that table. */
export function sortedAddress(url: Address, name: string, sort: Sort): string {
  const search = new URLSearchParams(url.searchParams.toString());
  search.set(name, sortWord(sort));
  return `?${search}`;
}

/** `-visits`, as addresses and the API have it, as a table has it. */
export const readSort = (word: string): Sort => ({
  key: word.replace(/^-/, ''),
  direction: word.startsWith('-') ? 'desc' : 'asc',
});

export const sortWord = ({ key, direction }: Sort): string => (direction === 'desc' ? `-${key}` : key);

/** Rows by what `value` tells of them, in words as Chinese dictionaries have them; those without a value come last. */
export function inOrder<Row>(
  rows: readonly Row[],
  { key, direction }: Sort,
  value: (row: Row, key: string) => string | number | null,
): Row[] {
  const way = direction === 'desc' ? -1 : 1;
  return [...rows].sort((one, other) => {
    const [a, b] = [value(one, key), value(other, key)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    if (typeof a === 'number' && typeof b === 'number') return way * (a - b);
    return way * String(a).localeCompare(String(b), 'zh');
  });
}
