import { playReport } from '@wengong/contract';
import type { FastifyInstance } from 'fastify';
import type { Deps } from '../../../kernel/deps.ts';
import { playCounter } from './play-counter.ts';
import { readPlayToken } from './play-token.ts';
import { isPlay } from './plays.rules.ts';

const PATH = '/api/v1/plays';

/**
 * `POST /api/v1/plays`: what players report. Answered 202 whether it counts or not: a forger learns nothing. Nobody is looked
 * up, since the token says all there is to know; so most reports never reach the route, which is there for the rest.
 */
export function mountPlays(app: FastifyInstance, deps: Deps): void {
  const key = deps.keys.derive('play-token');
  const counter = playCounter(deps);
  const hear = (body: unknown) => {
    const { data } = playReport.safeParse(body);
    const now = deps.clock.now();
    const claim = data === undefined ? null : readPlayToken(key, data.token, now);
    if (data === undefined || claim === null) return;
    const elapsedMs = now.getTime() - claim.issuedAt.getTime();
    if (!isPlay({ durationMs: claim.durationMs, elapsedMs }, data.watched)) return;
    counter.add({
      palaceId: claim.palaceId,
      videoId: claim.videoId,
      viewer: claim.viewer.toString('hex'),
      day: claim.issuedAt.toISOString().slice(0, 10),
    });
  };
  app.addHook('onClose', () => counter.flush());
  app.quickReports.take(PATH, hear);
  app.route({
    method: 'POST',
    url: PATH,
    schema: { hide: true },
    config: { rateLimit: false },
    logLevel: 'warn',
    bodyLimit: 8192,
    handler: (request, reply) => {
      reply.code(202).send();
      hear(request.body);
    },
  });
}
