import type { Reader, Tx } from '../../../kernel/db.ts';

export interface VerifiedMembership {
  readonly unionId: string;
  readonly method: 'roster';
  /** Sealed card number; null when the union gave none. */
  readonly cardCipher: Buffer | null;
  /** Last valid day, YYYY-MM-DD. */
  readonly validUntil: string;
}

/** Asks a union whether somebody is its member. There is no national sign-on: each union brings its own way. */
export interface MembershipVerifier {
  /** The membership valid on `today`; null when no union vouches for the person. */
  verify(
    reader: Reader | Tx,
    person: { readonly phoneHash: Buffer },
    today: string,
  ): Promise<VerifiedMembership | null>;
}
