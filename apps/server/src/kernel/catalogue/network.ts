import type { Entries } from './entry.ts';

/** Errors of the network module. */
export const networkErrors = {} as const satisfies Entries;
