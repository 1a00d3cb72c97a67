import { createCipheriv, createHash, createHmac, hkdfSync, pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';

const stretch = promisify(pbkdf2);

/** Bytes of the sealed text: seats and a masked name. One length for all, so that it tells nothing. */
const TEXT_BYTES = 16;

/** The name of a ticket at a door without network: no way back to the ticket. 9 bytes, base64url. */
export const ticketHash = (ticketId: string): string =>
  createHash('sha256')
    .update('wengong door ticket\0')
    .update(Buffer.from(ticketId.replaceAll('-', ''), 'hex'))
    .digest()
    .subarray(0, 9)
    .toString('base64url');

/** Rounds of a typed code's hash: half a millisecond here, a few on a phone; much to whoever tries all codes. */
export const CODE_ROUNDS = 1000;

/**
 * Seven hexadecimal digits of a typed code's hash. So few that every one of them stands for 128 codes: the index
 * finds a ticket for a code, and yields no codes to whoever takes the device.
 */
export async function codeHash(code: string, salt: Buffer): Promise<string> {
  return (await stretch(code, salt, CODE_ROUNDS, 4, 'sha256')).toString('hex').slice(0, 7);
}

/**
 * A masked name that only the holder's ticket opens: the key is derived from its token, which no device keeps. Equal
 * for equal input, and the nonce changes with the text, so that one key never meets one nonce with two texts.
 */
export function sealName(token: string, seats: number, maskedName: string): string {
  const key = Buffer.from(hkdfSync('sha256', token, '', 'wengong door name', 32));
  const text = Buffer.alloc(TEXT_BYTES);
  text.writeUInt8(seats, 0);
  text.write(maskedName, 1, 'utf8');
  const nonce = createHmac('sha256', key).update(text).digest().subarray(0, 12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const body = Buffer.concat([cipher.update(text), cipher.final()]);
  return Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64url');
}
