/** Mainland mobile numbers: 1, a digit from 3 to 9, nine more. */
const MOBILE = /^1[3-9]\d{9}$/;

/**
 * The one spelling of a mainland mobile number, `+8613812341234`, from what people type: full-width digits,
 * spaces, hyphens, dots, brackets, a leading +86, 0086 or 86. Null when it is no such number.
 */
export function normalisePhone(typed: string): string | null {
  const plain = typed.normalize('NFKC').replace(/[\s().·\p{Pd}\p{Cf}]/gu, '');
  const national = plain.replace(/^(?:\+86|0086|86(?=\d{11}$))/, '');
  return MOBILE.test(national) ? `+86${national}` : null;
}

/** `138****1234` of a normalised number. */
export function maskPhone(phone: string): string {
  const national = phone.replace(/^\+86/, '');
  return `${national.slice(0, 3)}****${national.slice(-4)}`;
}

/** Keeps the last four characters of a member card number. */
export const maskCard = (card: string): string => (card.length > 4 ? `****${card.slice(-4)}` : '****');
