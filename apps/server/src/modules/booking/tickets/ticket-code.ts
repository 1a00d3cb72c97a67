import { randomInt } from 'node:crypto';

/** Crockford's base 32: no I, L, O, U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const BODY = 7;

/** Weights prime to 31, all different: one wrong character or two swapped neighbours change the sum mod 31. */
const WEIGHTS = [1, 2, 3, 4, 5, 6, 7] as const;

/**
 * The last character of a code. Mod 31, a prime: any single wrong character is found except 0 for Z (31 ≡ 0), and
 * any swap of neighbours except of 0 and Z.
 */
function checkCharacter(body: string): string {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * ALPHABET.indexOf(body.charAt(at)), 0);
  return ALPHABET.charAt(sum % 31);
}

/** A new random code of 8 characters: 35 random bits and a check character. `pick` gives a number below its bound. */
export function newTicketCode(pick: (below: number) => number = (below) => randomInt(below)): string {
  const body = Array.from({ length: BODY }, () => ALPHABET.charAt(pick(ALPHABET.length))).join('');
  return body + checkCharacter(body);
}

/**
 * The code that somebody typed: case, spaces, hyphens and look-alikes (O/0, I/L/1) are put right. Null when it
 * cannot be a code, so that a slip of the finger is told from an unknown ticket.
 */
export function readTicketCode(typed: string): string | null {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s-]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  if (code.length !== BODY + 1 || Array.from(code).some((each) => !ALPHABET.includes(each))) return null;
  return checkCharacter(code.slice(0, BODY)) === code.charAt(BODY) ? code : null;
}
