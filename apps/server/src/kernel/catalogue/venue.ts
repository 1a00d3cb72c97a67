import type { Entries } from './entry.ts';

/** Errors of the venue module. */
export const venueErrors = {} as const satisfies Entries;
