import { savesData } from './saves-data.ts';

/**
 * Keeps the part of a page marked `data-live` as it is now: the page is fetched again and again while somebody looks at it,
 * and the part exchanged when it has changed. Without a script, or without network, it stays as it was.
 */
const EVERY_MS = 15_000;
/** For whoever saves data. */
const SELDOM_MS = 60_000;

let fetching = false;

async function renew(): Promise<void> {
  const part = document.querySelector<HTMLElement>('[data-live]');
  // What somebody is using by keys is not taken from under their hands.
  if (part === null || fetching || document.hidden || part.contains(document.activeElement)) return;
  fetching = true;
  try {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const next = page.querySelector('[data-live]');
    if (next !== null && !next.isEqualNode(part)) part.replaceWith(document.adoptNode(next));
  } catch {
    // The next turn tries again.
  } finally {
    fetching = false;
  }
}

setInterval(renew, savesData() ? SELDOM_MS : EVERY_MS);
document.addEventListener('visibilitychange', renew);
