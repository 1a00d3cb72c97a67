import type { Entries } from './entry.ts';

/** Errors of the booking module. */
export const bookingErrors = {} as const satisfies Entries;
