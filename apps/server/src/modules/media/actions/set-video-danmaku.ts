import { setVideoDanmaku } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { closeDanmaku, isClosed, openDanmaku } from '../danmaku/danmaku.store.ts';
import { ofPalace } from '../videos-shown.ts';

export const setVideoDanmakuAction = handle(setVideoDanmaku, async ({ params, body, actor, tx, now }) => {
  await ofPalace(tx, params);
  const wasOpen = !(await isClosed(tx, params));
  if (body.open) await openDanmaku(tx, params);
  else await closeDanmaku(tx, params);
  await recordAudit(tx, {
    palaceId: params.palaceId,
    actor,
    action: 'video.danmaku',
    subject: { type: 'video', id: params.videoId },
    before: { open: wasOpen },
    after: { open: body.open },
    at: now,
  });
});
