import type { RequestEvent } from '@sveltejs/kit';
import { kioskCookie } from '@wengong/contract/booking-kiosk';
import template from '../../error.html?raw';
import { fieldsOf } from './form.ts';
import { htmlAttributes } from './html-attributes.ts';
import { type TurnedAway, turnedAwayPage } from './turned-away-page.ts';

/** What became of the calls of the API that one request of a page made. */
export interface Outcome {
  /** When to come again, s, as the API said it last. */
  retryAfter: string | null;
  /** Why the page could not be made, where the API turned the visitor away. */
  turnedAway: TurnedAway | null;
  /** Something that was posted was done. */
  done: boolean;
}

export const turnsAway = (status: number): boolean => status === 429 || status === 503;

/** Nothing but its own few styles, and a form to this server. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'";
/** What was sent at a kiosk and not done waits so long for who sent it, s. */
const KIOSK_PATIENCE = 60;

/** What `make` makes; where the API turned the visitor away meanwhile, a page that says so and keeps what was typed. */
export async function unlessTurnedAway(
  event: RequestEvent,
  outcome: Outcome,
  make: () => Promise<Response>,
): Promise<Response> {
  const made = await make().catch((cause: unknown) => {
    if (outcome.turnedAway === null || !readsPages(event)) throw cause;
    return null;
  });
  if (made !== null && !turnsAway(made.status)) return made;
  const { turnedAway, retryAfter } = outcome;
  const response =
    turnedAway !== null && readsPages(event) ? await pageOf(turnedAway, event, outcome, made) : made;
  if (response === null) throw new Error('a page without an answer');
  if (retryAfter !== null) response.headers.set('retry-after', retryAfter);
  return response;
}

const readsPages = ({ request, isDataRequest }: RequestEvent): boolean =>
  !isDataRequest && (request.headers.get('accept') ?? '').includes('text/html');

async function pageOf(
  turnedAway: TurnedAway,
  event: RequestEvent,
  { done, retryAfter }: Outcome,
  made: Response | null,
): Promise<Response> {
  const { url, request, cookies, locals } = event;
  const posted = request.method === 'POST' && !done;
  const unsent = posted ? await fieldsOf(request).catch(() => null) : null;
  const kiosk = cookies.get(kioskCookie) !== undefined;
  const preferences = { ...locals.preferences, elder: locals.preferences.elder || kiosk };
  const html = turnedAwayPage(template, turnedAway, {
    address: url.pathname + url.search,
    unsent,
    lang: preferences.lang,
    attributes: htmlAttributes(preferences, locals.site),
  });
  const headers = new Headers({
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': POLICY,
    'cache-control': 'no-store',
  });
  for (const cookie of made?.headers.getSetCookie() ?? []) headers.append('set-cookie', cookie);
  // Nobody may be standing at a kiosk any more: it goes on by itself, and signs out who has left.
  if (kiosk) {
    const seconds = Math.max(Number(retryAfter), unsent === null ? 1 : KIOSK_PATIENCE);
    headers.set('refresh', `${seconds}; url=${url.pathname}${url.search}`);
  }
  return new Response(html, { status: turnedAway.status, headers });
}
