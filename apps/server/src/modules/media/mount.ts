import type { FastifyInstance } from 'fastify';
import type { Deps } from '../../kernel/deps.ts';
import { mountDanmaku } from './danmaku/minutes.ts';
import { mountRecordingFiles } from './playback/recording-files.ts';
import { mountPlayback } from './playback/serve.ts';
import { mountPlays } from './plays/hear-plays.ts';
import { mountUploads } from './uploads/tus.ts';

/** What the contract cannot describe: the bytes of uploads going in, and of videos coming out. */
export async function mountMedia(app: FastifyInstance, deps: Deps): Promise<void> {
  await mountUploads(app, deps);
  mountDanmaku(app, deps);
  mountRecordingFiles(app, deps);
  mountPlayback(app, deps);
  mountPlays(app, deps);
  // Whoever set it up hears at once, not with the first video, that the storage refuses.
  app.addHook('onReady', async () => {
    void deps.storage
      .size('start/check')
      .catch((err: unknown) =>
        deps.log.error({ err }, 'media: the storage cannot be used; uploads are kept and wait for it'),
      );
  });
}
