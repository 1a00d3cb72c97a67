import { savesData } from './saves-data.ts';

/**
 * Looks into a recording where somebody points at its card, comes to it by keys, or rests a finger on it: pictures from
 * its course, one after the other. Nothing is fetched before; nothing moves for those who want it still or save data.
 */
interface Sprite {
  readonly url: string;
  readonly columns: number;
  readonly width: number;
  readonly height: number;
  readonly count: number;
}

/** Pictures shown at most, and for how long each, ms. */
const SHOWN = 10;
const EACH_MS = 550;
/** A finger rests, and a pointer stays, so long before anything begins, ms. */
const REST_MS = 350;

const isStill = matchMedia('(prefers-reduced-motion: reduce)');

for (const card of document.querySelectorAll<HTMLElement>('[data-sprite]')) {
  const place = card.querySelector<HTMLElement>('[data-preview]');
  if (place !== null) offer(card, place, JSON.parse(card.dataset.sprite ?? '{}'));
}

function offer(card: HTMLElement, place: HTMLElement, sprite: Sprite): void {
  let stop: (() => void) | null = null;
  let byFinger = false;
  /** A finger has looked: lifting it opens nothing. */
  let looked = false;
  const begin = (finger = false) => {
    if (stop !== null || isStill.matches || savesData()) return;
    byFinger = finger;
    const waiting = setTimeout(() => {
      looked = finger;
      stop = play(place, sprite);
    }, REST_MS);
    stop = () => clearTimeout(waiting);
  };
  const end = () => {
    stop?.();
    stop = null;
  };
  card.addEventListener('pointerenter', (event) => event.pointerType === 'mouse' && begin());
  card.addEventListener('pointerleave', end);
  card.addEventListener('focusin', () => begin());
  card.addEventListener('focusout', end);
  card.addEventListener(
    'touchstart',
    () => {
      looked = false;
      begin(true);
    },
    { passive: true },
  );
  for (const over of ['touchend', 'touchcancel', 'touchmove']) {
    card.addEventListener(over, end, { passive: true });
  }
  card.addEventListener('click', (event) => {
    if (looked) event.preventDefault();
    looked = false;
  });
  // A finger that rests looks; it does not ask for the browser's menu.
  card.addEventListener('contextmenu', (event) => byFinger && stop !== null && event.preventDefault());
}

/** Shows the pictures until the answer is called. */
function play(place: HTMLElement, { url, columns, width, height, count }: Sprite): () => void {
  const shown = Math.min(SHOWN, count);
  const rows = Math.ceil(count / columns);
  const share = (at: number, of: number) => (of <= 1 ? 0 : (at / (of - 1)) * 100);
  let at = 0;
  const show = () => {
    const frame = shown <= 1 ? 0 : Math.round((at * (count - 1)) / (shown - 1));
    const [x, y] = [share(frame % columns, columns), share(Math.floor(frame / columns), rows)];
    place.style.backgroundPosition = `${x}% ${y}%`;
    at = (at + 1) % shown;
  };
  let timer: ReturnType<typeof setInterval> | undefined;
  let over = false;
  const picture = new Image();
  picture.addEventListener('load', () => {
    if (over) return;
    place.style.aspectRatio = `${width} / ${height}`;
    place.style.backgroundImage = `url("${url}")`;
    place.style.backgroundSize = `${columns * 100}% ${rows * 100}%`;
    show();
    place.hidden = false;
    timer = setInterval(show, EACH_MS);
  });
  picture.src = url;
  return () => {
    over = true;
    clearInterval(timer);
    place.hidden = true;
  };
}
