import { addPushDevice } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { newId } from '../../../../kernel/ids.ts';
import { handle } from '../../../../kernel/module.ts';
import { presentDevice } from '../push.present.ts';
import { putDevice } from '../push.store.ts';
import { isTrustedEndpoint } from '../push-sender.ts';

/** Devices of one person; the oldest makes room. */
const MOST = 10;

export const addPushDeviceAction = handle(addPushDevice, async ({ body, actor, tx, deps, headers, now }) => {
  if (!isTrustedEndpoint(deps, body.endpoint)) throw new Problem('push-service-unknown');
  const { endpoint, keys } = body;
  const row = {
    person_id: actor.personId,
    id: newId(),
    endpoint_hash: deps.keys.fingerprint(endpoint),
    subscription: deps.keys.seal(JSON.stringify({ endpoint, keys })),
    locale: body.locale,
    user_agent: String(headers['user-agent'] ?? '').slice(0, 300),
    created_at: now,
    delivered_at: null,
  };
  await putDevice(tx, row, MOST);
  return presentDevice(row, deps.keys);
});
