import { uuidv7 } from 'uuidv7';

/** A new UUIDv7: ordered by time, so that indexes stay compact. */
export const newId = (): string => uuidv7();
