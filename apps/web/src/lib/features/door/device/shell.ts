/** The cache in which the door's page lies; the service worker reads it. */
const DOOR = 'door-1';

/**
 * Keeps this page and all it loaded on the device, so that it opens without network: asked for without cookies, so
 * that nobody's sign-in is kept with it. Replaces what an earlier version left.
 */
export async function keepShell(path: string): Promise<void> {
  if (!('caches' in globalThis)) return;
  await navigator.serviceWorker?.register('/service-worker.js', { scope: '/' });
  // Loaded only when needed; then there may be no network.
  const [{ keepScanner }] = await Promise.all([import('../scanner.ts'), import('@noble/ed25519')]);
  await keepScanner();
  const lang = document.documentElement.lang.startsWith('en') ? 'en' : 'zh';
  const page = await fetch(`${path}?lang=${lang}`, { credentials: 'omit' });
  if (!page.ok) return;
  const cache = await caches.open(DOOR);
  const assets = performance
    .getEntriesByType('resource')
    .map((entry) => new URL(entry.name))
    .filter((url) => url.origin === location.origin && /^\/(_app\/|icons\/|favicon)/.test(url.pathname))
    .map((url) => url.href);
  const missing = [];
  for (const asset of new Set(assets)) if (!(await cache.match(asset))) missing.push(asset);
  await cache.addAll(missing);
  await cache.put(new URL(path, location.href).href, await asShownHere(page));
}

/** The page in large type, dark or wide as it is now: those are cookies, and it was asked for without any. */
async function asShownHere(page: Response): Promise<Response> {
  const [root = ''] = (document.documentElement.cloneNode(false) as Element).outerHTML.split('</html>');
  const html = (await page.text()).replace(/<html[^>]*>/, () => root);
  const headers = new Headers(page.headers);
  headers.delete('content-encoding');
  headers.delete('content-length');
  return new Response(html, { headers });
}
