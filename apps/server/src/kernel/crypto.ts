import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';

/** Keys derived from the server's one secret, each for one purpose. */
export interface Keys {
  /** Encrypts a text (AES-256-GCM, random nonce): nonce 12 bytes, tag 16, ciphertext. */
  seal(text: string): Buffer;
  /** Opens what `seal` made. Throws when it was changed or made under another secret. */
  open(sealed: Uint8Array): string;
  /** Keyed hash (HMAC-SHA256) that finds an encrypted value without decrypting. */
  fingerprint(text: string): Buffer;
  /** Ed25519 pair that signs tickets. */
  readonly ticketKey: {
    readonly privateKey: KeyObject;
    readonly publicKey: KeyObject;
  };
  /** 32 bytes for another purpose, named by `purpose`. */
  derive(purpose: string): Buffer;
}

/** RFC 8410 prefix that turns 32 raw bytes into a PKCS#8 Ed25519 private key. */
const ED25519_PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

export function deriveKeys(secret: string): Keys {
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', secret, 'wengong', purpose, 32));
  const sealKey = derive('seal');
  const fingerprintKey = derive('fingerprint');
  const privateKey = createPrivateKey({
    key: Buffer.concat([ED25519_PKCS8_PREFIX, derive('ticket')]),
    format: 'der',
    type: 'pkcs8',
  });
  return {
    derive,
    ticketKey: { privateKey, publicKey: createPublicKey(privateKey) },
    fingerprint: (text) => createHmac('sha256', fingerprintKey).update(text).digest(),
    seal(text) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', sealKey, nonce);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]);
    },
    open(sealed) {
      const bytes = Buffer.from(sealed);
      const decipher = createDecipheriv('aes-256-gcm', sealKey, bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
    },
  };
}
