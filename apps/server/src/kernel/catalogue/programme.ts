import type { Entries } from './entry.ts';

/** Errors of the programme module. */
export const programmeErrors = {} as const satisfies Entries;
