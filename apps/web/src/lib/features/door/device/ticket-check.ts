import type { DoorKit } from '@wengong/contract';

/** A ticket's signed text, read without network. The layout is the server's, see `tickets/ticket-token.ts` there. */
export interface ReadTicket {
  genuine: true;
  palaceId: string;
  sessionId: string;
  ordinal: number;
  /** As the index names it. */
  hash: string;
  token: string;
}

type Key = DoorKit['keys'][number];
type Bytes = Uint8Array<ArrayBuffer>;

const BODY_BYTES = 58;
const TOKEN_BYTES = BODY_BYTES + 64;
const text = new TextEncoder();
const CONTEXT = text.encode('wengong ticket\0');
const NAME = text.encode('wengong door ticket\0');

/** The ticket that `token` is, or that it is none: not ours, changed, or no ticket at all. */
export async function readTicket(
  token: string,
  keys: readonly Key[],
): Promise<ReadTicket | { genuine: false }> {
  const bytes = fromBase64Url(token);
  if (bytes === null || bytes.length !== TOKEN_BYTES || bytes[0] !== 1 || toBase64Url(bytes) !== token) {
    return { genuine: false };
  }
  const body = bytes.subarray(0, BODY_BYTES);
  const keyId = hex(body.subarray(1, 5));
  const key = keys.find((each) => each.keyId === keyId);
  const publicKey = key ? fromBase64Url(key.publicKey) : null;
  if (publicKey === null || !(await verify(publicKey, bytes.subarray(BODY_BYTES), join(CONTEXT, body)))) {
    return { genuine: false };
  }
  return {
    genuine: true,
    palaceId: uuid(body.subarray(5, 21)),
    sessionId: uuid(body.subarray(37, 53)),
    ordinal: body[53] ?? 0,
    hash: await ticketHash(body.subarray(21, 37)),
    token,
  };
}

/** Ed25519 by the browser where it can, else by a small library that only then is loaded. */
async function verify(publicKey: Bytes, signature: Bytes, message: Bytes): Promise<boolean> {
  try {
    const key = await crypto.subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify']);
    return await crypto.subtle.verify('Ed25519', key, signature, message);
  } catch {
    const { verifyAsync } = await import('@noble/ed25519');
    return verifyAsync(signature, message, publicKey);
  }
}

async function ticketHash(id: Bytes): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', join(NAME, id))).subarray(0, 9));
}

/** The masked name and the seats of a booking, opened by its own ticket; null when they are not for this one. */
export async function openName(
  sealed: string,
  token: string,
): Promise<{ name: string; seats: number } | null> {
  const bytes = fromBase64Url(sealed);
  if (bytes === null) return null;
  const secret = await crypto.subtle.importKey('raw', text.encode(token), 'HKDF', false, ['deriveKey']);
  const key = await crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: text.encode('wengong door name') },
    secret,
    { name: 'AES-GCM', length: 256 },
    false,
    ['decrypt'],
  );
  try {
    const iv = bytes.subarray(0, 12);
    const open = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, bytes.subarray(12));
    const plain = new Uint8Array(open);
    return { seats: plain[0] ?? 0, name: new TextDecoder().decode(plain.subarray(1)).replace(/\0+$/, '') };
  } catch {
    return null;
  }
}

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The code that was typed, put right; null when it cannot be one. As `readTicketCode` on the server. */
export function readCode(typed: string): string | null {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s-]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  const letters = Array.from(code, (each) => ALPHABET.indexOf(each));
  if (letters.length !== 8 || letters.includes(-1)) return null;
  const sum = letters.slice(0, 7).reduce((total, letter, at) => total + (at + 1) * letter, 0);
  return ALPHABET.charAt(sum % 31) === code.charAt(7) ? code : null;
}

/** Where a typed code stands in the index. */
export async function codeHash(code: string, { rounds, salt }: DoorKit['codeHash']): Promise<string> {
  const secret = await crypto.subtle.importKey('raw', text.encode(code), 'PBKDF2', false, ['deriveBits']);
  const bits = await crypto.subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', iterations: rounds, salt: fromBase64Url(salt) ?? new Uint8Array() },
    secret,
    32,
  );
  return hex(new Uint8Array(bits)).slice(0, 7);
}

function join(a: Bytes, b: Bytes): Bytes {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

const hex = (bytes: Uint8Array) => Array.from(bytes, (each) => each.toString(16).padStart(2, '0')).join('');

const uuid = (bytes: Uint8Array) => hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

function fromBase64Url(encoded: string): Bytes | null {
  if (!/^[\w-]*$/.test(encoded)) return null;
  try {
    return Uint8Array.from(atob(encoded.replaceAll('-', '+').replaceAll('_', '/')), (each) =>
      each.charCodeAt(0),
    );
  } catch {
    return null;
  }
}

const toBase64Url = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
