import { error, redirect } from '@sveltejs/kit';
import type { ResponseOf, RouteDescriptor } from '@wengong/contract';
import { type CallArguments, call, type Fetch, ProblemError } from '@wengong/contract/client';
import { type Lang, localeOf } from '#lib/i18n/lang.ts';
import type { Problem } from '#lib/problem.ts';
import type { CookieJar } from './cookie-jar.ts';
import { type Outcome, turnsAway } from './turned-away.ts';

export type Submitted<Answer> = { ok: true; data: Answer } | { ok: false; status: number; problem: Problem };

/** The platform's API in the visitor's name. */
export interface Api {
  /**
   * For `load` functions: the answer, or the page that fits the failure (sign-in for 401, the error page with
   * the API's own sentence for the rest).
   */
  load<const R extends RouteDescriptor>(route: R, ...args: CallArguments<R>): Promise<ResponseOf<R>>;
  /** For form actions: the answer or the problem, to hand to `fail(status, { problem })`. */
  submit<const R extends RouteDescriptor>(
    route: R,
    ...args: CallArguments<R>
  ): Promise<Submitted<ResponseOf<R>>>;
  /** The bare answer, for files and feeds that pass through a page. */
  fetch: Fetch;
}

interface Visit {
  url: URL;
  lang: Lang;
  requestId: string;
  /** The visitor's browser, by which they tell their devices apart. */
  userAgent: string | null;
  jar: CookieJar;
  /** What the API made of it. */
  outcome: Outcome;
}

/** Builds the API client of one page request over the host's `fetch`. */
export function createApi(hostFetch: Fetch, visit: Visit): Api {
  const fetch: Fetch = async (path, init = {}) => {
    const headers = new Headers(init.headers);
    if (visit.jar.header) headers.set('cookie', visit.jar.header);
    headers.set('accept-language', localeOf[visit.lang]);
    headers.set('x-request-id', visit.requestId);
    if (visit.userAgent) headers.set('user-agent', visit.userAgent);
    const response = await hostFetch(path, { ...init, headers });
    visit.jar.receive(response);
    if (turnsAway(response.status)) visit.outcome.retryAfter = response.headers.get('retry-after');
    return response;
  };
  return {
    fetch,
    load: (route, ...args) => call(fetch, route, ...args).catch((cause) => toPage(cause, visit)),
    submit: async (route, ...args) => {
      try {
        const data = await call(fetch, route, ...args);
        visit.outcome.done = true;
        return { ok: true, data };
      } catch (cause) {
        if (!(cause instanceof ProblemError)) throw cause;
        const { status, code, title, detail, fields, seats } = cause;
        const problem = { code, title, detail, fields: [...fields], ...(seats ? { seats } : {}) };
        return { ok: false, status, problem };
      }
    },
  };
}

const badAddress = {
  zh: '这个地址不完整或已失效，请从首页重新进入。',
  en: 'This address is incomplete or outdated. Please start again from the home page.',
};

function toPage(cause: unknown, visit: Visit): never {
  if (!(cause instanceof ProblemError)) throw cause;
  // A load asks with what the address says: what the API cannot read there is an address that leads nowhere.
  if (cause.code === 'invalid-request') {
    error(404, { message: badAddress[visit.lang], code: cause.code, requestId: visit.requestId });
  }
  if (cause.status === 401) {
    redirect(303, `/sign-in?back=${encodeURIComponent(visit.url.pathname + visit.url.search)}`);
  }
  if (turnsAway(cause.status)) visit.outcome.turnedAway = cause;
  error(cause.status, { message: cause.detail, code: cause.code, requestId: visit.requestId });
}
