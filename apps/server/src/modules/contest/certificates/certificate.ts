import { randomInt, sign, verify } from 'node:crypto';
import type { Keys } from '../../../kernel/crypto.ts';

/** What a certificate says: signed as this text, and shown from it. */
export interface CertificateContent {
  readonly code: string;
  readonly palaceName: string;
  readonly palaceNameEn: string;
  readonly contestTitle: string;
  readonly contestTitleEn: string;
  readonly entryNumber: number;
  readonly entryTitle: string;
  readonly entrantName: string;
  readonly category: string;
  readonly categoryEn: string;
  readonly prize: string;
  readonly prizeEn: string;
  readonly issuedAt: string;
}

/** What a certificate said when it was signed. */
export const contentOf = (row: { readonly content: string }): CertificateContent => JSON.parse(row.content);

/** Signed with the text, so that the key's signatures under anything else are no certificates. */
const CONTEXT = 'wengong certificate\0';

export const signCertificate = (keys: Keys, text: string): Buffer =>
  sign(null, Buffer.from(CONTEXT + text), keys.ticketKey.privateKey);

export const isGenuine = (keys: Keys, text: string, signature: Buffer): boolean =>
  verify(null, Buffer.from(CONTEXT + text), keys.ticketKey.publicKey, signature);

/** Crockford's letters: none that is taken for another. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Twelve letters, 60 random bits: nobody guesses somebody else's. */
export const newCertificateCode = (): string =>
  Array.from({ length: 12 }, () => LETTERS[randomInt(32)]).join('');
