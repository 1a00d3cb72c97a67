import type { RawBuilder } from 'kysely';

/**
 * Rules that must always hold, by name. Each is one query, so that it judges one snapshot, of rows (palace_id uuid,
 * subject text, expected int, found int): one where the rule is broken, none on a sound database.
 */
export type Invariants = Readonly<Record<string, RawBuilder<unknown>>>;
