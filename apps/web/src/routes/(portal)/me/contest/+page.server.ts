import { fail, redirect } from '@sveltejs/kit';
import {
  declineNomination,
  listMyContestEntries,
  listMyJudging,
  listMyNominations,
  putMyEntryVideo,
  reportContestSales,
  withdrawContestEntry,
} from '@wengong/contract';
import { listMyVideos } from '@wengong/contract/media';
import { readForm } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent, url }) => {
  await parent();
  const [{ items }, judging, nominations, videos] = await Promise.all([
    locals.api.load(listMyContestEntries, {}),
    locals.api.load(listMyJudging, {}),
    locals.api.load(listMyNominations, {}),
    locals.api.load(listMyVideos, { query: { limit: 50 } }),
  ]);
  const usable = videos.items.filter(({ status }) => ['waiting', 'processing', 'ready'].includes(status));
  return {
    nominations: nominations.items,
    videos: usable.map(({ id, title, palaceId }) => ({ id, title, palaceId })),
    entries: items,
    judging: judging.items,
    sent: url.searchParams.has('sent'),
  };
};

export const actions: Actions = {
  video: async ({ request, locals }) => {
    const form = await readForm(request);
    const entryId = form.text('entry');
    const answer = await locals.api.submit(putMyEntryVideo, {
      params: { entryId },
      body: { assetId: form.text('assetId') },
      ...form.key,
    });
    if (!answer.ok) return fail(answer.status, { entryId, problem: answer.problem });
    redirect(303, `/me/contest#${entryId}`);
  },
  decline: async ({ request, locals }) => {
    const form = await readForm(request);
    const answer = await locals.api.submit(declineNomination, {
      params: { nominationId: form.text('nomination') },
      ...form.key,
    });
    if (!answer.ok) return fail(answer.status, { entryId: '', problem: answer.problem });
    redirect(303, '/me/contest');
  },
  withdraw: async ({ request, locals }) => {
    const form = await readForm(request);
    const answer = await locals.api.submit(withdrawContestEntry, {
      params: { entryId: form.text('entry') },
      ...form.key,
    });
    if (!answer.ok) return fail(answer.status, { entryId: form.text('entry'), problem: answer.problem });
    redirect(303, '/me/contest');
  },
  report: async ({ request, locals }) => {
    const form = await readForm(request);
    const entryId = form.text('entry');
    const answer = await locals.api.submit(reportContestSales, {
      params: { entryId },
      body: {
        amountFen: Math.round(Number(form.text('amount')) * 100),
        orders: Number(form.text('orders')),
        proof: form.text('proof'),
      },
      ...form.key,
    });
    if (!answer.ok) return fail(answer.status, { entryId, problem: answer.problem });
    redirect(303, `/me/contest#${entryId}`);
  },
};
