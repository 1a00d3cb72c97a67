import { listTicketKeys } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { ticketKeys } from '../tickets/ticket-keys.ts';

export const listTicketKeysAction = handle(listTicketKeys, async ({ deps, setHeader }) => {
  setHeader('cache-control', 'public, max-age=3600');
  return { keys: ticketKeys(deps.keys) };
});
