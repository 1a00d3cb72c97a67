import { z } from 'zod';
import { route, signedIn } from './route.ts';
import { id, instant, locale } from './shapes.ts';

/** Web push: messages on a locked phone, besides the inbox. */
const tag = 'notice';

/**
 * What messages are about, to be switched on and off. `offers`: a seat is kept, an invitation waits. `changes`:
 * cancelled, moved. `reminders`: coming up. `results`: of a ballot, a booking, an appeal. `credit`: points off.
 */
export const pushTopics = ['offers', 'changes', 'reminders', 'results', 'credit'] as const;
export const pushTopic = z.enum(pushTopics);
export type PushTopic = (typeof pushTopics)[number];

const hour = z.int().min(0).max(23);

export const pushPreferences = z.object({
  /** Topics that are not pushed; the inbox has them all the same. */
  muted: z.array(pushTopic).max(pushTopics.length),
  /** Show only that there is a message, not what about. */
  discreet: z.boolean(),
  /** From this full hour of the palace's clock … */
  quietFrom: hour,
  /** … until this one only what is urgent comes; the same hour twice: no quiet hours. */
  quietUntil: hour,
});
export type PushPreferences = z.infer<typeof pushPreferences>;

export const pushDevice = z.object({
  id,
  /** By which a browser recognises itself: the first 16 hexadecimal digits of its endpoint’s SHA-256. */
  mark: z.string(),
  /** As the device named itself when it subscribed. */
  userAgent: z.string(),
  createdAt: instant,
  /** When a message last reached its push service. */
  deliveredAt: instant.nullable(),
});
export type PushDevice = z.infer<typeof pushDevice>;

export const getMyPush = route({
  method: 'GET',
  path: '/api/v1/me/push',
  summary: 'My devices with push, what I want pushed, and the key a browser subscribes with (RFC 8292)',
  tag,
  access: signedIn,
  response: z.object({
    /** Base64url, uncompressed P-256 point. */
    publicKey: z.string(),
    devices: z.array(pushDevice),
    preferences: pushPreferences,
  }),
});

export const addPushDevice = route({
  method: 'POST',
  path: '/api/v1/me/push/devices',
  summary: 'Push to this device: the browser’s PushSubscription. The same device again replaces itself',
  tag,
  access: signedIn,
  body: z.object({
    /** Only services that the operator trusts are taken. */
    endpoint: z.url().max(1000),
    keys: z.object({
      /** 65 bytes, base64url. */
      p256dh: z.string().regex(/^[A-Za-z0-9_-]{87}=?$/),
      /** 16 bytes, base64url. */
      auth: z.string().regex(/^[A-Za-z0-9_-]{22}(==)?$/),
    }),
    locale,
  }),
  status: 201,
  response: pushDevice,
});

export const removePushDevice = route({
  method: 'DELETE',
  path: '/api/v1/me/push/devices/:deviceId',
  summary: 'No more push to one of my devices',
  tag,
  access: signedIn,
  params: z.object({ deviceId: id }),
  status: 204,
});

export const putPushPreferences = route({
  method: 'PUT',
  path: '/api/v1/me/push/preferences',
  summary: 'What to push, how discreetly, and when to be quiet',
  tag,
  access: signedIn,
  body: pushPreferences,
  response: pushPreferences,
});
