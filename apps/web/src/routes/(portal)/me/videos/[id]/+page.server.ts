import { fail, redirect } from '@sveltejs/kit';
import { deleteMyVideo, getMyVideo, updateMyVideo } from '@wengong/contract/media';
import { reviewsOfMyVideos } from '#lib/features/video/reviews-of-mine.ts';
import { readForm } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, parent }) => {
  await parent();
  const [video, reviews] = await Promise.all([
    locals.api.load(getMyVideo, { params: { videoId: params.id } }),
    reviewsOfMyVideos(locals.api),
  ]);
  return { video, review: reviews[video.id] };
};

export const actions: Actions = {
  save: async ({ request, locals, params }) => {
    const form = await readForm(request);
    const ai = (['none', 'assisted', 'generated'] as const).find((one) => one === form.text('ai'));
    const body = {
      title: form.text('title'),
      description: form.text('description'),
      ...(ai === undefined ? {} : { ai }),
    };
    const answer = await locals.api.submit(updateMyVideo, {
      params: { videoId: params.id },
      body,
      ...form.key,
    });
    if (!answer.ok) return fail(answer.status, { problem: answer.problem });
    redirect(303, `/me/videos/${params.id}`);
  },
  delete: async ({ request, locals, params }) => {
    const { key } = await readForm(request);
    const answer = await locals.api.submit(deleteMyVideo, { params: { videoId: params.id }, ...key });
    if (!answer.ok) return fail(answer.status, { problem: answer.problem });
    redirect(303, '/me/videos');
  },
};
