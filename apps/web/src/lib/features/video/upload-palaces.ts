/** A palace as a form offers it. */
interface OfferedPalace {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly nameEn: string;
}

/**
 * Palaces to choose from: one's own first (the one asked for, where one works, uploaded before, was last), then the others,
 * each once. `chosen` is the id of the first of one's own, or of the only one there is; else the person chooses.
 */
export function offerPalaces(
  own: readonly (OfferedPalace | null | undefined)[],
  others: readonly OfferedPalace[],
): { readonly palaces: readonly OfferedPalace[]; readonly chosen: string } {
  const known = own.filter((palace) => palace !== null && palace !== undefined);
  const palaces = new Map([...known, ...others].map((palace) => [palace.id, palace]));
  const only = others.length === 1 ? others[0] : undefined;
  return { palaces: [...palaces.values()], chosen: (known[0] ?? only)?.id ?? '' };
}

/** What a list names its palace by. */
export const palaceOf = <
  Row extends { palaceId: string; palaceSlug: string; palaceName: string; palaceNameEn: string },
>(
  row: Row | undefined,
): OfferedPalace | undefined =>
  row && { id: row.palaceId, slug: row.palaceSlug, name: row.palaceName, nameEn: row.palaceNameEn };
