const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const HEX = '0123456789abcdef';

const values = (alphabet: string): Int8Array => {
  const table = new Int8Array(256).fill(-1);
  for (let i = 0; i < alphabet.length; i += 1) table[alphabet.charCodeAt(i)] = i;
  return table;
};
const BASE64URL_VALUES = values(BASE64URL);
const HEX_VALUES = values(HEX);

export const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => `${HEX[byte >> 4]}${HEX[byte & 15]}`).join('');

/** Bytes of lower-case hexadecimal text; null when it is none. */
export function fromHex(text: string): Uint8Array | null {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/.test(text)) return null;
  return Uint8Array.from({ length: text.length / 2 }, (_, i) =>
    Number.parseInt(text.slice(i * 2, i * 2 + 2), 16),
  );
}

/** 32 bytes as 43 letters of base64url, without padding. */
export function toBase64Url(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const group = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const letters = Math.min(4, Math.ceil(((bytes.length - i) * 8) / 6));
    for (let j = 0; j < letters; j += 1) text += BASE64URL[(group >> (18 - j * 6)) & 63];
  }
  return text;
}

/** Reads a hash, 43 letters of base64url at `at`, as eight words into `words` from `to`; see `readLetters`. */
export const readHash = (bytes: Uint8Array, at: number, words: Int32Array, to: number): boolean =>
  readLetters(bytes, at, 43, words, to);

/**
 * Reads letters of base64url at `at` as 32-bit words into `words` from `to`. False when a letter is none, or when bits
 * beyond the last word are set, so that the same bytes have one spelling.
 */
export function readLetters(
  bytes: Uint8Array,
  at: number,
  letters: number,
  words: Int32Array,
  to: number,
): boolean {
  let bits = 0;
  let held = 0;
  let word = to;
  let fault = 0;
  for (let i = 0; i < letters; i += 1) {
    const value = BASE64URL_VALUES[bytes[at + i] ?? 0] as number;
    fault |= value;
    if (held + 6 >= 32) {
      const over = held + 6 - 32;
      words[word] = (bits << (6 - over)) | (value >> over);
      word += 1;
      bits = value & ((1 << over) - 1);
      held = over;
    } else {
      bits = (bits << 6) | value;
      held += 6;
    }
  }
  return fault >= 0 && bits === 0;
}

/** The value of a lower-case hexadecimal number of `length` letters; -1 when it is none. */
export function readHex(bytes: Uint8Array, at: number, length: number): number {
  let value = 0;
  for (let i = 0; i < length; i += 1) {
    const digit = HEX_VALUES[bytes[at + i] ?? 0] as number;
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

/** The value of a decimal number of `length` digits; -1 when it is none. */
export function readDigits(bytes: Uint8Array, at: number, length: number): number {
  let value = 0;
  for (let i = 0; i < length; i += 1) {
    const digit = (bytes[at + i] ?? 0) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}
