import { fail, type RequestEvent, redirect } from '@sveltejs/kit';
import {
  declineNomination,
  listMyContestEntries,
  listMyJudging,
  listMyNominations,
  putMyEntryVideo,
  removeContestSalesPicture,
  reportContestSales,
  SALES_PICTURES,
  withdrawContestEntry,
} from '@wengong/contract';
import { listMyVideos } from '@wengong/contract/media';
import { entryMessages, type TypedReport } from '#lib/features/contest/entry-messages.ts';
import { addPictures, plainlyWrong } from '#lib/features/contest/server/proof-pictures.ts';
import { t } from '#lib/i18n/messages.ts';
import type { Problem } from '#lib/problem.ts';
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

/** What a form of an entry came to that was refused; `typed` is shown again. */
interface Refused {
  readonly entryId: string;
  readonly problems: readonly Problem[];
  readonly typed: TypedReport | null;
}

const refused = (
  status: number,
  entryId: string,
  problems: readonly Problem[],
  typed: Refused['typed'] = null,
) => fail<Refused>(status, { entryId, problems, typed });

/** Files are not read for who is not signed in. */
async function requirePerson({ locals, url }: RequestEvent): Promise<void> {
  const { person } = await locals.actor();
  if (!person) redirect(303, `/sign-in?back=${encodeURIComponent(url.pathname)}`);
}

export const actions: Actions = {
  video: async ({ request, locals }) => {
    const form = await readForm(request);
    const entryId = form.text('entry');
    const answer = await locals.api.submit(putMyEntryVideo, {
      params: { entryId },
      body: { assetId: form.text('assetId') },
      ...form.key,
    });
    if (!answer.ok) return refused(answer.status, entryId, [answer.problem]);
    redirect(303, `/me/contest#${entryId}`);
  },
  decline: async ({ request, locals }) => {
    const form = await readForm(request);
    const answer = await locals.api.submit(declineNomination, {
      params: { nominationId: form.text('nomination') },
      ...form.key,
    });
    if (!answer.ok) return refused(answer.status, '', [answer.problem]);
    redirect(303, '/me/contest');
  },
  withdraw: async ({ request, locals }) => {
    const form = await readForm(request);
    const answer = await locals.api.submit(withdrawContestEntry, {
      params: { entryId: form.text('entry') },
      ...form.key,
    });
    if (!answer.ok) return refused(answer.status, form.text('entry'), [answer.problem]);
    redirect(303, '/me/contest');
  },
  report: async (event) => {
    await requirePerson(event);
    const { lang } = event.locals.preferences;
    const { api } = event.locals;
    const form = await readForm(event.request);
    const entryId = form.text('entry');
    const typed = { amount: form.text('amount'), orders: form.text('orders'), proof: form.text('proof') };
    const files = form.files('pictures');
    const wrong = await plainlyWrong(files, SALES_PICTURES, lang);
    const words = t(entryMessages, lang);
    if (wrong.length > 0) return refused(422, entryId, withLast(wrong, words.notSent), typed);
    const answer = await api.submit(reportContestSales, {
      params: { entryId },
      body: {
        amountFen: Math.round(Number(typed.amount) * 100),
        orders: Number(typed.orders),
        proof: typed.proof,
      },
      ...form.key,
    });
    if (!answer.ok) return refused(answer.status, entryId, [answer.problem], typed);
    const params = { entryId, reportId: answer.data.sales[0]?.id ?? '' };
    const left = await addPictures({ api, lang }, params, files);
    if (left.length > 0) return refused(422, entryId, withLast(left, words.sentWithout));
    redirect(303, `/me/contest#${entryId}`);
  },
  addPictures: async (event) => {
    await requirePerson(event);
    const { lang } = event.locals.preferences;
    const { api } = event.locals;
    const form = await readForm(event.request);
    const params = { entryId: form.text('entry'), reportId: form.text('report') };
    const files = form.files('pictures');
    const wrong = await plainlyWrong(files, Number(form.text('room')), lang);
    if (wrong.length > 0) return refused(422, params.entryId, wrong);
    const left = await addPictures({ api, lang }, params, files);
    if (left.length > 0) return refused(422, params.entryId, left);
    redirect(303, `/me/contest#${params.reportId}`);
  },
  removePicture: async ({ request, locals }) => {
    const form = await readForm(request);
    const entryId = form.text('entry');
    const reportId = form.text('report');
    const answer = await locals.api.submit(removeContestSalesPicture, {
      params: { entryId, reportId, pictureId: form.text('picture') },
      ...form.key,
    });
    if (!answer.ok) return refused(answer.status, entryId, [answer.problem]);
    redirect(303, `/me/contest#${reportId}`);
  },
};

/** Problems with files; the last also says what became of everything else. */
const withLast = (problems: readonly Problem[], said: (why: string) => string): Problem[] =>
  problems.map((each, index) =>
    index < problems.length - 1 ? each : { ...each, detail: said(each.detail) },
  );
