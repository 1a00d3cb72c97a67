import { randomUUID } from 'node:crypto';
import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { localeOf } from '#lib/i18n/lang.ts';
import { actorLoader } from '#lib/server/actor.ts';
import { createApi } from '#lib/server/api.ts';
import { CookieJar } from '#lib/server/cookie-jar.ts';
import { hostOf } from '#lib/server/host.ts';
import { htmlAttributes } from '#lib/server/html-attributes.ts';
import { kioskVisit, untilSwitchedOff } from '#lib/server/kiosk.ts';
import { preferencesOf } from '#lib/server/preference-cookies.ts';
import { type Outcome, unlessTurnedAway } from '#lib/server/turned-away.ts';

export const handle: Handle = async ({ event, resolve }) => {
  const { fetch, site } = hostOf(event.platform);
  const jar = new CookieJar(event.request.headers.get('cookie'));
  const outcome: Outcome = { retryAfter: null, turnedAway: null, done: false };
  const { locals } = event;
  locals.site = site;
  locals.requestId = event.request.headers.get('x-request-id') ?? randomUUID();
  locals.preferences = preferencesOf(event.cookies, event.url);
  locals.api = createApi(fetch, {
    url: event.url,
    lang: locals.preferences.lang,
    requestId: locals.requestId,
    userAgent: event.request.headers.get('user-agent'),
    jar,
    outcome,
  });
  locals.actor = actorLoader(locals.api, () => jar.hasSession);
  locals.kiosk = null;

  const response = await unlessTurnedAway(event, outcome, async () => {
    const { kiosk, detour } = await kioskVisit(event, locals.api);
    locals.kiosk = kiosk;
    if (kiosk) locals.preferences = { ...locals.preferences, elder: true };
    if (detour !== null) return new Response(null, { status: 303, headers: { location: detour } });
    return resolve(event, {
      transformPageChunk: ({ html }) =>
        html
          .replace('%wengong.lang%', localeOf[locals.preferences.lang])
          .replace('%wengong.attributes%', htmlAttributes(locals.preferences, site)),
    });
  });

  for (const cookie of jar.toRelay) {
    response.headers.append('set-cookie', locals.kiosk ? untilSwitchedOff(cookie) : cookie);
  }
  response.headers.set('x-content-type-options', 'nosniff');
  response.headers.set('referrer-policy', 'strict-origin-when-cross-origin');
  response.headers.set('permissions-policy', 'camera=(self), geolocation=(self), microphone=()');
  if (!response.headers.has('cache-control')) {
    response.headers.set(
      'cache-control',
      locals.kiosk ? 'private, no-store' : cacheControl(event.request, response, jar),
    );
  }
  return response;
};

/**
 * Anonymous pages that set nothing may be shared for a second: the server's micro-cache keeps exactly the
 * answers that say so. Everything else is for this visitor alone.
 */
function cacheControl(request: Request, response: Response, jar: CookieJar): string {
  const shared =
    request.method === 'GET' &&
    response.status === 200 &&
    !jar.hasSession &&
    !response.headers.has('set-cookie');
  return shared ? 'public, max-age=0, s-maxage=1' : 'private, no-store';
}

const missing = {
  zh: '可能已经下架，或者地址写错了。可以从下面接着看。',
  en: 'It may have been taken down, or the address mistyped. Go on from here.',
};
const refused = {
  zh: '这个请求无法处理，请返回后重试。',
  en: 'This request could not be handled. Go back and try again.',
};
const unexpected = {
  zh: '页面出错了，我们已经记录下来。请稍后再试。',
  en: 'Something went wrong on our side and has been recorded. Please try again in a moment.',
};

/** Errors the app threw itself already carry a sentence; Kit's own and unforeseen ones get one here. */
export const handleError: HandleServerError = (caught) => {
  if (caught.kind === 'app') return;
  const { locals, url } = caught.event;
  const lang = locals.preferences?.lang ?? 'zh';
  const { requestId } = locals;
  if (caught.kind === 'unknown') {
    console.error(
      JSON.stringify({ level: 'error', requestId, path: url.pathname, error: describe(caught.error) }),
    );
    return { message: unexpected[lang], code: 'page_failed', requestId };
  }
  const { status } = caught.error;
  return status === 404
    ? { message: missing[lang], code: 'page_not_found', requestId }
    : { message: refused[lang], code: 'page_refused', requestId };
};

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
