/**
 * Keeps tickets readable without a network, opens the doors' page that a device has kept for itself, and says so when
 * any other page cannot be had. Nothing else is cached: stale programmes would do more harm than none.
 */
import { self } from '$app/service-worker';
import './push.ts';

const TICKETS = 'tickets-1';
const SHELL = 'shell-1';
/** Filled by a door's page itself, with what it loads. */
const DOOR = 'door-1';
const OFFLINE = '/offline';
/** A slow network counts as none after this, ms: people stand at a door with the page open. */
const PATIENCE = 4000;

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(SHELL)
      .then((shell) => shell.add(new Request(OFFLINE, { cache: 'reload' })))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    dropOldCaches()
      .then(() => self.clients.claim())
      .then(keepOpenTickets),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  // Scripts of a kept page: their names change with their content, so that a copy is never outdated.
  if (url.pathname.startsWith('/_app/immutable/')) return event.respondWith(kept(request));
  if (request.mode !== 'navigate') return;
  // Whoever signs out or in leaves no tickets behind for the next person on this phone.
  if (/^\/sign-(in|out)\b/.test(url.pathname)) event.waitUntil(caches.delete(TICKETS));
  if (/^\/sign-out\b/.test(url.pathname)) event.waitUntil(pushNoMore());
  if (request.method !== 'GET') return;
  const slug = /^\/door\/([^/]+)/.exec(url.pathname)?.[1];
  if (slug !== undefined) event.respondWith(door(request, `${url.origin}/door/${slug}/device`));
  else event.respondWith(isTicket(url) ? ticket(request) : fetch(request).catch(offlinePage));
});

/** Messages for who has signed out come to this phone no more; the server learns it with the next one. */
async function pushNoMore(): Promise<void> {
  await (await self.registration.pushManager.getSubscription())?.unsubscribe();
}

async function dropOldCaches(): Promise<void> {
  for (const name of await caches.keys()) {
    if (![TICKETS, SHELL, DOOR].includes(name)) await caches.delete(name);
  }
}

/** “My tickets”, and the page of one booking, which shows its tickets too. */
function isTicket(url: URL): boolean {
  return /^\/me\/(tickets|bookings\/[^/]+)$/.test(url.pathname);
}

/** The page that brought this worker did not come through it: a ticket on it is kept all the same. */
async function keepOpenTickets(): Promise<void> {
  for (const { url } of await self.clients.matchAll({ type: 'window' })) {
    if (isTicket(new URL(url))) await ticket(new Request(url, { redirect: 'manual' }));
  }
}

async function kept(request: Request): Promise<Response> {
  const cache = await caches.open(DOOR);
  return (await cache.match(request)) ?? fetch(request);
}

/** A door's page from the network if it comes in time; else the one that this device has kept, which needs none. */
async function door(request: Request, page: string): Promise<Response> {
  const copy = await (await caches.open(DOOR)).match(page);
  try {
    return await withPatience(fetch(request), copy !== undefined);
  } catch {
    return copy ?? offlinePage();
  }
}

/** The network's page if it comes in time, kept for later; else the copy kept last. */
async function ticket(request: Request): Promise<Response> {
  const tickets = await caches.open(TICKETS);
  // A query only says what has just been done: one copy a page.
  const { origin, pathname } = new URL(request.url);
  const kept = await tickets.match(origin + pathname);
  try {
    const response = await withPatience(fetch(request), kept !== undefined);
    if (response.ok) await tickets.put(origin + pathname, response.clone());
    // A redirect means that the session has ended: the copies are no longer this visitor's to see.
    if (response.type === 'opaqueredirect') await caches.delete(TICKETS);
    return response;
  } catch {
    return kept ?? offlinePage();
  }
}

/** Gives up on `response` after PATIENCE, but only when there is something else to show. */
function withPatience(response: Promise<Response>, hasCopy: boolean): Promise<Response> {
  if (!hasCopy) return response;
  const timeout = new Promise<never>((_, reject) =>
    setTimeout(reject, PATIENCE, new Error('network too slow')),
  );
  return Promise.race([response, timeout]);
}

async function offlinePage(): Promise<Response> {
  return (await caches.match(OFFLINE)) ?? Response.error();
}
