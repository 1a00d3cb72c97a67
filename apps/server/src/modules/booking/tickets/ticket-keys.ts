import type { Keys } from '../../../kernel/crypto.ts';
import { keyIdBytes, rawPublicKey } from './ticket-token.ts';

/** The public keys that tickets are signed under, as the API gives them. */
export const ticketKeys = ({ ticketKey: { publicKey } }: Keys) => [
  {
    /** As in the token: first 4 bytes of the key's SHA-256, hexadecimal. */
    keyId: keyIdBytes(publicKey).toString('hex'),
    algorithm: 'Ed25519' as const,
    /** 32 raw bytes, base64url. */
    publicKey: rawPublicKey(publicKey).toString('base64url'),
  },
];
