import type { Tx } from '../../kernel/db.ts';
import { insertMessages, type NewMessage } from './notice.store.ts';
import { planPushes } from './push/plan-pushes.ts';

/** Into the inbox, and on their way to the devices that want them. */
export async function tell(tx: Tx, messages: readonly NewMessage[], now: Date): Promise<void> {
  await planPushes(tx, await insertMessages(tx, messages, now), now);
}
