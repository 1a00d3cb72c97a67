import { Problem } from '../errors.ts';

/** Half a surrogate pair: JSON.stringify writes it as an escape, anything whole as itself. */
const HALF_PAIR = /(?<!\\)(?:\\\\)*\\ud[89a-f][0-9a-f]{2}/i;

/**
 * Refuses a body whose texts hold half a character (a lone surrogate), which JSON may carry and PostgreSQL's json
 * cannot store. Throws `invalid-request`.
 */
export function refuseHalfCharacters(body: unknown): void {
  if (body === undefined || body === null) return;
  if (HALF_PAIR.test(JSON.stringify(body)))
    throw new Problem('invalid-request', { details: 'U+D800–U+DFFF' });
}
