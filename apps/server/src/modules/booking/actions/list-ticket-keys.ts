import { listTicketKeys } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { keyIdBytes, rawPublicKey } from '../tickets/ticket-token.ts';

export const listTicketKeysAction = handle(listTicketKeys, async ({ deps, setHeader }) => {
  const { publicKey } = deps.keys.ticketKey;
  setHeader('cache-control', 'public, max-age=3600');
  return {
    keys: [
      {
        keyId: keyIdBytes(publicKey).toString('hex'),
        algorithm: 'Ed25519' as const,
        publicKey: rawPublicKey(publicKey).toString('base64url'),
      },
    ],
  };
});
