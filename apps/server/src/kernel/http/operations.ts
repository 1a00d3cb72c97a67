import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Deps } from '../deps.ts';
import { Problem } from '../errors.ts';

/** `/healthz` (the process runs), `/readyz` (it can serve), `/metrics` (Prometheus; from this machine only). */
export function installOperations(app: FastifyInstance, deps: Deps): void {
  const metrics = createMetrics(app, deps);
  const schema = { hide: true };
  app.get('/healthz', { schema }, async () => ({ status: 'ok' }));
  app.get('/readyz', { schema }, async (_request, reply) => {
    try {
      await sql`select 1 from person limit 1`.execute(deps.db.reader);
      return { status: 'ready' };
    } catch (error) {
      deps.log.warn({ err: error }, 'not ready: the database does not answer');
      return reply.code(503).send({ status: 'database unavailable' });
    }
  });
  app.get('/metrics', { schema }, async (request, reply) => {
    if (!['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.ip)) throw new Problem('not-found');
    return reply.type(metrics.contentType).send(await metrics.metrics());
  });
}

function createMetrics(app: FastifyInstance, deps: Deps): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from request to answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3],
    registers: [registry],
  });
  app.addHook('onResponse', async (request, reply) => {
    const labels = {
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: String(reply.statusCode),
    };
    duration.observe(labels, reply.elapsedTime / 1000);
  });
  new Gauge({
    name: 'database_connections',
    help: 'Connections of the write pool by state',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      this.set({ state: 'total' }, deps.db.pool.totalCount);
      this.set({ state: 'idle' }, deps.db.pool.idleCount);
      this.set({ state: 'waiting' }, deps.db.pool.waitingCount);
    },
  });
  return registry;
}
