import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A message as it reached the push service and was read by the device. */
export interface Received {
  readonly path: string;
  readonly ttl: number;
  readonly urgency: string;
  readonly topic: string;
  readonly text: { tag: string; title: string; body: string; url: string };
}

/** A browser's side of a subscription: what it gives away, and how it reads what comes (RFC 8291). */
function createDevice(endpoint: string) {
  const pair = createECDH('prime256v1');
  pair.generateKeys();
  const auth = randomBytes(16);
  return {
    subscription: {
      endpoint,
      keys: { p256dh: pair.getPublicKey('base64url'), auth: auth.toString('base64url') },
    },
    read(body: Buffer): string {
      const salt = body.subarray(0, 16);
      const sender = body.subarray(21, 21 + body.readUInt8(20));
      const info = Buffer.concat([Buffer.from('WebPush: info\0'), pair.getPublicKey(), sender]);
      const key = Buffer.from(hkdfSync('sha256', pair.computeSecret(sender), auth, info, 32));
      const part = (name: string, length: number) =>
        Buffer.from(hkdfSync('sha256', key, salt, `Content-Encoding: ${name}\0`, length));
      const sealed = body.subarray(21 + sender.length);
      const decipher = createDecipheriv('aes-128-gcm', part('aes128gcm', 16), part('nonce', 12));
      decipher.setAuthTag(sealed.subarray(-16));
      const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
      return plain.subarray(0, plain.lastIndexOf(2)).toString('utf8');
    },
  };
}

/** Throws when the sender has not proved who it is (RFC 8292). */
function checkSender(authorization: string, publicKey: string, origin: string): void {
  const [, token = '', key] = /^vapid t=([^,]+), ?k=(.+)$/.exec(authorization) ?? [];
  const [header = '', claims = '', signature = ''] = token.split('.');
  const point = Buffer.from(publicKey, 'base64url');
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  };
  const signed = verify(
    'sha256',
    Buffer.from(`${header}.${claims}`),
    { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  const { aud } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { aud: string };
  if (!signed || aud !== origin || key !== publicKey) throw new Error('not from who it says');
}

/** A push service on loopback, and the devices that subscribe with it. */
export async function createPushService() {
  const received: Received[] = [];
  const devices = new Map<string, ReturnType<typeof createDevice>>();
  const answers: { status: number; headers?: Record<string, string> }[] = [];
  let publicKey = '';
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { status, headers } = answers.shift() ?? { status: 201 };
    const path = request.url ?? '';
    try {
      if (status < 300) {
        checkSender(request.headers.authorization ?? '', publicKey, origin());
        received.push({
          path,
          ttl: Number(request.headers.ttl),
          urgency: String(request.headers.urgency),
          topic: String(request.headers.topic),
          text: JSON.parse(devices.get(path)?.read(Buffer.concat(chunks)) ?? ''),
        });
      }
      response.writeHead(status, headers).end();
    } catch (error) {
      response.writeHead(400).end(String(error));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = () => `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const origin = () => `http://${host()}`;
  return {
    host: host(),
    received,
    /** A new device's subscription, made with the sender's public key. */
    subscribe(key: string) {
      publicKey = key;
      const path = `/push/${randomBytes(6).toString('hex')}`;
      const device = createDevice(origin() + path);
      devices.set(path, device);
      return { path, ...device.subscription };
    },
    /** What the next requests are answered with, in order; 201 after that. */
    answer: (...next: typeof answers) => void answers.push(...next),
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
