import { createECDH, createHash } from 'node:crypto';
import webPush from 'web-push';
import type { Deps } from '../../../kernel/deps.ts';
import { urgencyOf } from './push.rules.ts';
import type { DeliveryDue } from './push.store.ts';
import { pushTextOf } from './push-text.ts';

/** What a browser gives to be pushed to. */
export interface DeviceSubscription {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
}

export type PushOutcome =
  | { readonly what: 'delivered' }
  /** The device has taken its subscription back. */
  | { readonly what: 'gone' }
  /** Try again; `asked` seconds later if the service says so. */
  | { readonly what: 'later'; readonly asked: number | null }
  /** The service will never take it. */
  | { readonly what: 'refused'; readonly status: number };

/** A push service that has not answered by then is tried again, ms. */
const PATIENCE = 10_000;

/** No push service keeps a message longer, seconds. */
const LONGEST = 28 * 24 * 3600;

/** The pair that proves to push services who sends (RFC 8292): configured, else derived from the secret. */
export function vapidKeys({ config, keys }: Pick<Deps, 'config' | 'keys'>) {
  const given = config.push.vapidPrivateKey;
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(given === undefined ? keys.derive('vapid') : Buffer.from(given, 'base64url'));
  return {
    publicKey: pair.getPublicKey().toString('base64url'),
    privateKey: pair.getPrivateKey().toString('base64url').padStart(43, 'A'),
  };
}

/** Whether messages may be sent there: an address that somebody gives us must not reach into our own network. */
export function isTrustedEndpoint({ config }: Pick<Deps, 'config'>, endpoint: string): boolean {
  const url = new URL(endpoint);
  if (url.protocol !== 'https:' && !config.push.insecure) return false;
  return config.push.hosts.some((host) =>
    host.startsWith('.') ? url.host.endsWith(host) : url.host === host,
  );
}

/**
 * Sends one message, encrypted for its device (RFC 8291), with the time it is good for. Its topic is the same when it
 * is sent again: a push service that has not delivered the first yet replaces it, and the device shows one notification.
 */
export async function push(deps: Deps, delivery: DeliveryDue, now: Date): Promise<PushOutcome> {
  const subscription = JSON.parse(deps.keys.open(delivery.subscription)) as DeviceSubscription;
  if (!isTrustedEndpoint(deps, subscription.endpoint)) return { what: 'gone' };
  const request = webPush.generateRequestDetails(subscription, JSON.stringify(pushTextOf(delivery)), {
    vapidDetails: { subject: deps.config.push.subject, ...vapidKeys(deps) },
    TTL: Math.min(LONGEST, Math.floor((delivery.expires_at.getTime() - now.getTime()) / 1000)),
    urgency: urgencyOf(delivery.kind),
    topic: createHash('sha256').update(delivery.message_id).digest('base64url').slice(0, 32),
    contentEncoding: 'aes128gcm',
  });
  try {
    const answer = await fetch(request.endpoint, {
      method: 'POST',
      headers: Object.entries(request.headers).map(([name, value]): [string, string] => [
        name,
        String(value),
      ]),
      body: new Uint8Array(request.body),
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
    });
    await answer.body?.cancel();
    return outcomeOf(answer);
  } catch {
    return { what: 'later', asked: null };
  }
}

function outcomeOf({ status, headers }: Response): PushOutcome {
  if (status >= 200 && status < 300) return { what: 'delivered' };
  if (status === 404 || status === 410) return { what: 'gone' };
  if (status !== 429 && status < 500) return { what: 'refused', status };
  const asked = Number(headers.get('retry-after') ?? '');
  return { what: 'later', asked: Number.isFinite(asked) && asked > 0 ? asked : null };
}
