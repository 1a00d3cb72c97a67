import { type Actions, fail, type RequestEvent, redirect } from '@sveltejs/kit';
import { deleteMyDanmaku, listDanmaku, listMyDanmaku, sendDanmaku } from '@wengong/contract/media-danmaku';
import { readForm } from './form.ts';

/** What a page with a player shows of the remarks on its video. */
export async function loadDanmaku(locals: App.Locals, videoId: string) {
  const [remarks, actor] = await Promise.all([
    locals.api.load(listDanmaku, { params: { videoId }, query: {} }),
    locals.actor(),
  ]);
  const mine =
    actor.person === null || !remarks.open
      ? []
      : (await locals.api.load(listMyDanmaku, { query: { videoId, limit: 50 } })).items;
  return { remarks, mine };
}

/** Remarks sent and removed by forms, where no script runs. */
export const danmakuActions = {
  say: async ({ request, locals, url }: RequestEvent) => {
    const form = await readForm(request);
    const answer = await locals.api.submit(sendDanmaku, {
      body: {
        videoId: form.text('videoId'),
        atMs: Math.max(0, Math.floor(Number(form.text('at')) * 1000)) || 0,
        text: form.text('text'),
      },
    });
    if (answer.ok) {
      const sent = answer.data.state === 'shown' ? ('shown' as const) : ('waiting' as const);
      return { problem: null, sent };
    }
    if (answer.status === 401) redirect(303, `/sign-in?back=${encodeURIComponent(url.pathname)}`);
    return fail(answer.status, { problem: answer.problem, sent: null });
  },
  unsay: async ({ request, locals, url }: RequestEvent) => {
    const form = await readForm(request);
    const answer = await locals.api.submit(deleteMyDanmaku, {
      params: { danmakuId: form.text('danmakuId') },
    });
    if (!answer.ok) return fail(answer.status, { problem: answer.problem, sent: null });
    redirect(303, `${url.pathname}#danmaku`);
  },
} satisfies Actions;
