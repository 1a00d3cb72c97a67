import { Readable } from 'node:stream';
import type { Access } from '@wengong/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { authorise } from '../access.ts';
import type { Actor } from '../actor.ts';
import type { Deps } from '../deps.ts';
import type { Device } from '../device.ts';
import { Problem } from '../errors.ts';
import { type KeyedRequest, once } from '../idempotency.ts';
import type { RouteBinding } from '../module.ts';
import type { QuickReports } from './quick-reports.ts';
import type { SharedAnswers } from './shared-answers.ts';
import { refuseHalfCharacters } from './well-formed.ts';

declare module 'fastify' {
  interface FastifyInstance {
    sharedAnswers: SharedAnswers;
    quickReports: QuickReports;
  }
  interface FastifyRequest {
    /** Who calls: set before validation on every contract route. */
    actor: Actor | null;
    /** The device that calls, on routes for devices. */
    device: Device | null;
  }
}

const scopeParams = z.object({
  palaceId: z.uuid().optional(),
  unionId: z.uuid().optional(),
});

/**
 * Serves one contract route: rate limit → who may → validation → transaction and Idempotency-Key → action →
 * the response schema, which cuts whatever the contract does not promise.
 */
export function bindRoute(app: FastifyInstance, binding: RouteBinding, deps: Deps): void {
  const { descriptor } = binding;
  requireScope(binding);
  const status = descriptor.status ?? 200;
  app.route({
    method: descriptor.method,
    url: descriptor.path,
    schema: {
      summary: descriptor.summary,
      description: describeAccess(descriptor.access),
      tags: [descriptor.tag],
      ...(descriptor.params ? { params: descriptor.params } : {}),
      ...(descriptor.query ? { querystring: descriptor.query } : {}),
      ...(descriptor.body ? { body: descriptor.body } : {}),
      ...(descriptor.response ? { response: { [status]: descriptor.response } } : {}),
    },
    // Asked by everybody every other second: a line of log and a page's headers each time would be most of its cost.
    ...(descriptor.shared === undefined ? {} : { logLevel: 'warn', helmet: false }),
    ...(descriptor.bodyLimit === undefined ? {} : { bodyLimit: descriptor.bodyLimit }),
    config: {
      ...(descriptor.shared === undefined ? {} : { rateLimit: false }),
      ...(descriptor.perMinute !== undefined && deps.config.rateLimit > 0
        ? { rateLimit: { max: descriptor.perMinute, timeWindow: 60_000 } }
        : {}),
    },
    preValidation: async (request) => {
      const scope = scopeParams.safeParse(request.params);
      if (!scope.success) throw new Problem('not-found');
      if (descriptor.access.who === 'device') {
        request.device = await deps.resolveDevice(request.headers, scope.data.palaceId ?? '');
      } else if (descriptor.shared === undefined) {
        request.actor = await deps.resolveActor(request.headers);
        await authorise(descriptor.access, request.actor, scope.data, deps.hierarchy);
      }
      refuseHalfCharacters(request.body);
    },
    handler: async (request, reply) => {
      const result = await call(binding, request, reply, deps);
      reply.code(status);
      if (descriptor.produces !== undefined) return reply.type(descriptor.produces).send(fileOf(result));
      if (descriptor.shared !== undefined && descriptor.response !== undefined) {
        const json = JSON.stringify(descriptor.response.parse(result));
        app.sharedAnswers.put(request.url, json, descriptor.shared);
        reply.header('cache-control', `public, max-age=${descriptor.shared}`);
        return reply.type('application/json; charset=utf-8').serializer(String).send(json);
      }
      if (!reply.hasHeader('cache-control')) {
        reply.header('cache-control', descriptor.method === 'GET' ? 'private, no-cache' : 'no-store');
      }
      return status === 204 ? reply.send() : result;
    },
  });
}

/** A file that comes in pieces is sent piece by piece, as fast as it is taken. */
const fileOf = (result: unknown): unknown =>
  typeof result === 'object' && result !== null && Symbol.asyncIterator in result
    ? Readable.from(result as AsyncIterable<Uint8Array>)
    : result;

/** A rule about a palace or a union needs to know which one: such a route does not start without the parameter. */
function requireScope({ descriptor }: RouteBinding): void {
  const { access, path } = descriptor;
  const palace = ':palaceId';
  const needed = {
    staff: palace,
    device: palace,
    officer: ':unionId',
    anyone: '',
    person: '',
    'staff-self': '',
  }[access?.who];
  if (needed === undefined || !path.includes(needed)) {
    throw new Error(`${descriptor.method} ${path}: its access rule needs ${needed ?? 'to be stated'}`);
  }
}

function describeAccess(access: Access): string {
  if (access.who === 'anyone') return 'Anyone may call.';
  if (access.who === 'person') return 'Any signed-in person, for themselves.';
  if (access.who === 'device') return 'Devices of the palace, with their own token.';
  if (access.who === 'staff-self') return 'Staff and officers, with a second factor.';
  if (access.who === 'officer') return 'Officers of the union or of one above it, with a second factor.';
  const officers = access.officers ? ', or officers of a union above it' : '';
  return `Staff of the palace (${access.roles.join(', ')})${officers}, with a second factor.`;
}

async function call(binding: RouteBinding, request: FastifyRequest, reply: FastifyReply, deps: Deps) {
  const { descriptor } = binding;
  const handler = binding.handler as (call: unknown) => Promise<unknown>;
  const now = deps.clock.now();
  const keyed = keyedRequest(request, now);
  const base = {
    params: request.params,
    query: request.query,
    body: request.body,
    actor: request.actor,
    device: request.device,
    deps,
    log: request.log,
    now,
    arrivedAt: performance.now() - reply.elapsedTime,
    keyed,
    headers: request.headers,
    address: request.ip,
    origin: deps.config.publicUrl ?? `${request.protocol}://${request.host}`,
    setHeader: (name: string, value: string) => void reply.header(name, value),
  };
  if (descriptor.method === 'GET' || descriptor.transaction === 'none') {
    return handler({ ...base, reader: deps.db.reader });
  }
  return deps.db.transact((tx) => {
    const work = () => handler({ ...base, tx });
    return keyed === null ? work() : once(tx, keyed, work);
  });
}

/** What the caller's Idempotency-Key stands for; null without one. Throws `invalid-request` when it is malformed. */
function keyedRequest(request: FastifyRequest, now: Date): KeyedRequest | null {
  const key = idempotencyKey(request);
  if (key === undefined) return null;
  const owner = request.actor?.personId ?? request.device?.deviceId ?? `address:${request.ip}`;
  return { owner, key, method: request.method, url: request.url, body: request.body, now };
}

function idempotencyKey(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key === 'string' && /^[\x21-\x7e]{8,128}$/.test(key)) return key;
  throw new Problem('invalid-request', {
    details: 'Idempotency-Key: 8–128 printable ASCII characters',
  });
}
