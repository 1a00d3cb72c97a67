import type { Deps } from '../../../kernel/deps.ts';
import { type JobBinding, job } from '../../../kernel/jobs.ts';
import { sendPushes } from './plan-pushes.ts';
import { retryAfter } from './push.rules.ts';
import {
  type DeliveryDue,
  deleteDevice,
  endDelivery,
  leaseDeliveries,
  postponeDelivery,
} from './push.store.ts';
import { type PushOutcome, push } from './push-sender.ts';

/** Sent side by side; each push service answers in its own time. */
const LEASE = { seconds: 60, limit: 50 };
/** Batches of one run; what is left waits for the next minute. */
const MOST_BATCHES = 100;

export const pushJobs: readonly JobBinding<Deps>[] = [
  job(sendPushes, (_, deps: Deps) => sendDue(deps), { cron: '* * * * *' }),
];

async function sendDue(deps: Deps): Promise<void> {
  for (let count = 0; count < MOST_BATCHES; count += 1) {
    const now = deps.clock.now();
    const due = await deps.db.transact((tx) => leaseDeliveries(tx, now, LEASE));
    // No transaction is open while push services are asked.
    await Promise.all(due.map(async (delivery) => conclude(deps, delivery, await push(deps, delivery, now))));
    if (due.length < LEASE.limit) return;
  }
}

/** Writes what became of a delivery. Before this is committed it may be sent again: the device shows it once. */
async function conclude(deps: Deps, delivery: DeliveryDue, outcome: PushOutcome): Promise<void> {
  const now = deps.clock.now();
  await deps.db.transact(async (tx) => {
    if (outcome.what === 'delivered') return endDelivery(tx, delivery, now);
    if (outcome.what === 'gone') {
      await deleteDevice(tx, delivery.person_id, delivery.device_id);
      return;
    }
    if (outcome.what === 'refused') {
      deps.log.warn({ status: outcome.status, kind: delivery.kind }, 'push: refused for good');
      return endDelivery(tx, delivery, null);
    }
    const again = new Date(now.getTime() + retryAfter(delivery.attempts, outcome.asked));
    if (again >= delivery.expires_at) return endDelivery(tx, delivery, null);
    await postponeDelivery(tx, delivery, again);
  });
}
