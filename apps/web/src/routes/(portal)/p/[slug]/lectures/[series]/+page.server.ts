import { fail, redirect } from '@sveltejs/kit';
import {
  getLectureSeries,
  getMyLectures,
  listLectures,
  subscribeLectures,
  unsubscribeLectures,
} from '@wengong/contract/lecture';
import { getPalace } from '@wengong/contract/network';
import { pageLinks } from '#lib/features/programme/paging.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent, params, locals, url }) => {
  const { detail } = await parent();
  const key = { palaceId: detail.id, series: params.series };
  const q = url.searchParams.get('q')?.trim().slice(0, 60) ?? '';
  const year = /^\d{4}$/.exec(url.searchParams.get('year') ?? '')?.[0] ?? '';
  const speaker = url.searchParams.get('speaker') ?? '';
  const cursor = url.searchParams.get('cursor') ?? '';
  const [series, list, actor] = await Promise.all([
    locals.api.load(getLectureSeries, { params: key }),
    locals.api.load(listLectures, {
      params: key,
      query: {
        limit: 20,
        ...(q && { q }),
        ...(year && { year: Number(year) }),
        ...(speaker && { speakerId: speaker }),
        ...(cursor && { cursor }),
      },
    }),
    locals.actor(),
  ]);
  const mine = actor.person === null ? null : await locals.api.load(getMyLectures, {});
  return {
    series,
    q,
    year,
    speaker,
    lectures: list.items,
    links: pageLinks(url, list.nextCursor),
    subscribed: mine?.series.some(({ id }) => id === series.id) ?? false,
  };
};

/** Writes whether somebody is told of new lectures, and shows the page again. */
const remember =
  (route: typeof subscribeLectures | typeof unsubscribeLectures): Actions[string] =>
  async ({ locals, params }) => {
    const { slug = '', series: name = '' } = params;
    const palace = await locals.api.load(getPalace, { params: { slug } });
    const series = await locals.api.load(getLectureSeries, {
      params: { palaceId: palace.id, series: name },
    });
    const answer = await locals.api.submit(route, { params: { seriesId: series.id } });
    if (!answer.ok) {
      if (answer.status === 401) redirect(303, `/sign-in?back=/p/${slug}/lectures/${name}`);
      return fail(answer.status, { problem: answer.problem });
    }
    redirect(303, `/p/${slug}/lectures/${name}`);
  };

export const actions: Actions = {
  subscribe: remember(subscribeLectures),
  unsubscribe: remember(unsubscribeLectures),
};
