import type { Entries } from './entry.ts';

/** Errors of the identity module. */
export const identityErrors = {} as const satisfies Entries;
