import type { PushPreferences } from '@wengong/contract';
import type { Tx } from '../../../kernel/db.ts';
import { defineJob, enqueue } from '../../../kernel/jobs.ts';
import type { MessageRow } from '../notice.tables.ts';
import { pushTimes, usualPreferences } from './push.rules.ts';
import { insertDeliveries, type PushTarget, targetsOf } from './push.store.ts';

/** Sends what is due. */
export const sendPushes = defineJob<Record<never, never>>('notice.send-pushes');

type Written = Pick<MessageRow, 'person_id' | 'id' | 'kind' | 'params'>;

/** Puts messages that were just written on their way to their people's devices, in the same transaction. */
export async function planPushes(tx: Tx, messages: readonly Written[], now: Date): Promise<void> {
  if (messages.length === 0) return;
  const targets = await targetsOf(tx, [...new Set(messages.map((message) => message.person_id))]);
  if (targets.length === 0) return;
  const byPerson = Map.groupBy(targets, (target) => target.person_id);
  const deliveries = messages.flatMap((message) =>
    (byPerson.get(message.person_id) ?? []).flatMap((target) => {
      const times = pushTimes(message, preferencesOf(target), now);
      if (times === null) return [];
      return [
        {
          person_id: message.person_id,
          device_id: target.device_id,
          message_id: message.id,
          due_at: times.dueAt,
          expires_at: times.expiresAt,
        },
      ];
    }),
  );
  if (deliveries.length === 0) return;
  await insertDeliveries(tx, deliveries);
  if (deliveries.some((delivery) => delivery.due_at <= now)) {
    await enqueue(tx, sendPushes, {}, { key: 'notice.send-pushes' });
  }
}

const preferencesOf = (target: PushTarget): PushPreferences => ({
  muted: target.muted ?? usualPreferences.muted,
  discreet: target.discreet ?? usualPreferences.discreet,
  quietFrom: target.quiet_from ?? usualPreferences.quietFrom,
  quietUntil: target.quiet_until ?? usualPreferences.quietUntil,
});
