import { setTimeout as delay } from 'node:timers/promises';
import type { MyVideo } from '@wengong/contract';
import { createPalace } from '../apps/server/src/testkit/palace.ts';
import { createWorker } from '../apps/server/src/testkit/person.ts';
import { onStage } from '../tools/stage.ts';
import { percentile, report } from './harness.ts';
import { withApp } from './torture/with-app.ts';
import { phoneClip } from './video-clip.ts';

const CLIP_S = 30;
const TIMES = 5;
const GIVE_UP_MS = 300_000;
/** The aim, s. */
const AIM_S = 3;

/** Seconds from the last byte of an uploaded clip until it can be watched, and until all its qualities are there. */
export async function benchPlayable(): Promise<void> {
  const bytes = await phoneClip(CLIP_S);
  await onStage({ demo: false, env: { WENGONG_DEMO: '1' } }, async ({ url, databaseUrl }) => {
    const { owner, palaceId } = await withApp(databaseUrl, async (app) => ({
      owner: await createWorker(app),
      palaceId: (await createPalace(app)).id,
    }));
    const call = async (
      method: string,
      path: string,
      body?: string | Uint8Array<ArrayBuffer>,
      more: Record<string, string> = {},
    ) => {
      const headers = { cookie: owner.cookie, 'content-type': 'application/json', ...more };
      const answer = await fetch(url + path, {
        method,
        headers,
        ...(body === undefined ? {} : { body }),
      }).catch((error: Error) => {
        throw new Error(`${method} ${path}: ${String(error.cause ?? error)}`);
      });
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
      return answer;
    };
    const waits: { playable: number; ready: number }[] = [];
    for (let n = 0; n < TIMES; n++) {
      const announced = JSON.stringify({
        palaceId,
        title: '视频',
        ai: 'none',
        fileName: 'a.mp4',
        fileBytes: bytes.length,
      });
      const { id, uploadUrl } = (await (
        await call('POST', '/api/v1/me/videos', announced)
      ).json()) as MyVideo;
      await call('PATCH', uploadUrl ?? '', new Uint8Array(bytes), {
        'tus-resumable': '1.0.0',
        'upload-offset': '0',
        'content-type': 'application/offset+octet-stream',
      });
      const began = performance.now();
      const until = async (reached: (video: MyVideo) => boolean) => {
        while (performance.now() - began < GIVE_UP_MS) {
          const video = (await (await call('GET', `/api/v1/me/videos/${id}`)).json()) as MyVideo;
          if (video.failure !== null) throw new Error(`the clip failed: ${video.failure}`);
          if (reached(video)) return (performance.now() - began) / 1000;
          await delay(50);
        }
        throw new Error('the clip was not ready in five minutes');
      };
      const playable = await until((video) => video.playable);
      waits.push({ playable, ready: await until((video) => video.status === 'ready') });
    }
    const median = (values: number[]) => percentile(values, 0.5);
    report('playable', {
      metric: 'playable',
      value: median(waits.map((each) => each.playable)),
      unit: 'total_s',
      baseline: { name: `the aim, for a clip of ${CLIP_S} s at 720p`, value: AIM_S },
    });
    report('playable', {
      metric: 'every_quality',
      value: median(waits.map((each) => each.ready)),
      unit: 'total_s',
      baseline: { name: 'the length of the clip', value: CLIP_S },
    });
  });
}
