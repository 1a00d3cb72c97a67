import { playReport } from '@wengong/contract';
import type { FastifyInstance } from 'fastify';
import type { Deps } from '../../../kernel/deps.ts';
import { playCounter } from './play-counter.ts';
import { readPlayToken } from './play-token.ts';
import { isPlay } from './plays.rules.ts';

/**
 * `POST /api/v1/plays`: what players report. Answered 202 whether it counts or not: a forger learns nothing. Nobody is looked
 * up, since the token says all there is to know.
 */
export function mountPlays(app: FastifyInstance, deps: Deps): void {
  const key = deps.keys.derive('play-token');
  const counter = playCounter(deps);
  app.addHook('onClose', () => counter.flush());
  app.route({
    method: 'POST',
    url: '/api/v1/plays',
    schema: { hide: true },
    config: { rateLimit: false },
    logLevel: 'warn',
    bodyLimit: 8192,
    handler: (request, reply) => {
      reply.code(202).send();
      const { data } = playReport.safeParse(request.body);
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
    },
  });
}
