import { fail, redirect } from '@sveltejs/kit';
import {
  type ContestDefinition,
  type EntrantKind,
  enterContest,
  getContest,
  listMyNominations,
} from '@wengong/contract';
import { listMyVideos } from '@wengong/contract/media';
import { getPalace } from '@wengong/contract/network';
import { type PostedForm, readForm } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent, params, locals, url }) => {
  const { detail } = await parent();
  const videos = await locals.api.load(listMyVideos, { query: { limit: 50 } });
  const contest = await locals.api.load(getContest, {
    params: { palaceId: detail.id, contestId: params.contest },
  });
  const usable = videos.items.filter(
    (video) => video.palaceId === detail.id && ['waiting', 'processing', 'ready'].includes(video.status),
  );
  const sought = url.searchParams.get('nomination');
  const nomination =
    sought === null
      ? null
      : ((await locals.api.load(listMyNominations, {})).items.find(({ id }) => id === sought) ?? null);
  return { contest, nomination, videos: usable.map(({ id, title }) => ({ id, title })) };
};

export const actions: Actions = {
  default: async ({ params, request, locals }) => {
    const form = await readForm(request);
    const palace = await locals.api.load(getPalace, { params: { slug: params.slug } });
    const key = { palaceId: palace.id, contestId: params.contest };
    const { definition } = await locals.api.load(getContest, { params: key });
    const answers = answersOf(definition, form);
    const values = Object.fromEntries(
      ['category', 'entrantKind', 'entrantName', 'people', 'title', 'description', 'assetId'].map((name) => [
        name,
        form.text(name),
      ]),
    );
    const answer = await locals.api.submit(enterContest, {
      params: key,
      body: {
        category: form.text('category'),
        entrantKind: form.text('entrantKind') as EntrantKind,
        entrantName: form.text('entrantName'),
        people: form
          .text('people')
          .split(/\s*\n\s*/)
          .filter(Boolean),
        title: form.text('title'),
        description: form.text('description'),
        assetId: form.text('assetId') || null,
        nominationId: form.text('nomination') || null,
        answers,
      },
      ...form.key,
    });
    if (!answer.ok) return fail(answer.status, { problem: answer.problem, values, answers });
    redirect(303, '/me/contest?sent');
  },
};

/** The contest's own questions as they were answered; blanks are left out. */
function answersOf(
  definition: ContestDefinition,
  form: PostedForm,
): Record<string, string | number | boolean> {
  const answers: Record<string, string | number | boolean> = {};
  for (const field of definition.fields) {
    const text = form.text(`answer-${field.key}`);
    const number = Number(text);
    if (text === '') continue;
    if (field.type === 'yes_no') answers[field.key] = text === 'yes';
    else answers[field.key] = field.type === 'number' && Number.isFinite(number) ? number : text;
  }
  return answers;
}
