import cookie from '@fastify/cookie';
import etag from '@fastify/etag';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import underPressure from '@fastify/under-pressure';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { BaseDeps } from '../deps.ts';
import { Problem } from '../errors.ts';
import { newId } from '../ids.ts';
import { QuickReports } from './quick-reports.ts';
import { SharedAnswers } from './shared-answers.ts';

/** Body limit in bytes; uploads have their own routes and limits. */
const BODY_LIMIT = 1024 * 1024;

/** A Fastify server with everything that is the same for every route. */
export async function createServer(deps: BaseDeps): Promise<FastifyInstance> {
  const { config } = deps;
  const app = Fastify({
    loggerInstance: deps.log,
    // One line a request, written by the hook below.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    trustProxy: config.trustProxy,
    genReqId: () => newId(),
    routerOptions: { maxParamLength: 512 },
    forceCloseConnections: 'idle',
  }) as unknown as FastifyInstance;
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  const sharedAnswers = new SharedAnswers();
  sharedAnswers.interpose(app.server);
  app.decorate('sharedAnswers', sharedAnswers);
  const quickReports = new QuickReports();
  quickReports.interpose(app.server);
  app.decorate('quickReports', quickReports);
  app.decorateRequest('actor', null);
  app.decorateRequest('device', null);
  await app.register(cookie);
  await app.register(etag, { weak: true });
  // What is still fresh has no body, which is not the same as one of length 0: caches would believe the number.
  app.addHook('onSend', async (_request, reply, payload) => (reply.statusCode === 304 ? null : payload));
  await app.register(helmet, {
    // Pages bring their own policy with the hashes of their scripts; JSON needs none.
    contentSecurityPolicy: false,
    strictTransportSecurity: config.production,
    crossOriginEmbedderPolicy: false,
  });
  await app.register(underPressure, { maxEventLoopDelay: config.loopDelayMs, retryAfter: 5 });
  if (config.rateLimit > 0) {
    await app.register(rateLimit, {
      max: config.rateLimit,
      timeWindow: 60_000,
      errorResponseBuilder: (_request, context) => {
        const seconds = Math.ceil(context.ttl / 1000);
        return new Problem('rate-limited', { seconds }, { retryAfter: seconds });
      },
    });
  }
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Wengong 文宫 API',
        version: '1',
        description: 'Errors are RFC 9457 problem documents. Writes accept an Idempotency-Key header.',
      },
    },
    transform: jsonSchemaTransform,
  });
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        url: request.url,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    );
  });
  return app;
}
