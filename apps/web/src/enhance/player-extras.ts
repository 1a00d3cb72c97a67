import { savesData } from './saves-data.ts';

interface Sprite {
  readonly url: string;
  readonly columns: number;
  readonly width: number;
  readonly height: number;
  readonly everyMs: number;
  readonly count: number;
}

const LOUDEST_LUFS = -16;
/** The place is remembered from here on, and forgotten this near to the end, s. */
const REMEMBER_FROM = 15;
const FORGET_AT = 15;

/** Width of the picture that stands in the page, px. */
const SMALL_POSTER = 640;

/** Shows the large picture on a screen that is larger than the small one, unless somebody saves data. */
export function sharpen(box: HTMLElement, video: HTMLVideoElement): void {
  const { poster } = box.dataset;
  if (poster && video.clientWidth > SMALL_POSTER && !savesData()) video.poster = poster;
}

/** Shows the picture of the place under the pointer; not to whoever saves data: the pictures weigh as much as a minute of film. */
export function preview(box: HTMLElement, seek: HTMLInputElement | null, shown: HTMLElement | null): void {
  if (box.dataset.sprite === undefined || seek === null || shown === null) return;
  const sprite: Sprite = JSON.parse(box.dataset.sprite);
  seek.addEventListener('pointermove', (event) => {
    if (savesData()) return;
    const share = Math.max(0, Math.min(1, event.offsetX / seek.clientWidth));
    const index = Math.min(sprite.count - 1, Math.floor((share * Number(seek.max) * 1000) / sprite.everyMs));
    const [column, row] = [index % sprite.columns, Math.floor(index / sprite.columns)];
    shown.hidden = false;
    shown.style.width = `${sprite.width}px`;
    shown.style.height = `${sprite.height}px`;
    const half = sprite.width / 2;
    shown.style.left = `${Math.max(half, Math.min(seek.clientWidth - half, event.offsetX))}px`;
    shown.style.backgroundImage = `url("${sprite.url}")`;
    shown.style.backgroundPosition = `-${column * sprite.width}px -${row * sprite.height}px`;
  });
  seek.addEventListener('pointerleave', () => {
    shown.hidden = true;
  });
}

export function showChapter(ms: number): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('.chapters a[data-at]')];
  const current = links.findLast((link) => Number(link.dataset.at) <= ms);
  for (const link of links) {
    if (link === current) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
}

export function rememberPlace(
  id: string,
  video: HTMLVideoElement,
  to: (seconds: number) => void,
  show: (seconds: number) => void,
): void {
  const key = `video-place ${id}`;
  const [, named] = /[#&]t=(\d+)/.exec(location.hash) ?? [];
  const place = Number(named ?? localStorage.getItem(key) ?? 0);
  if (place > 0) {
    show(place);
    video.addEventListener('play', () => video.currentTime < 1 && to(place), { once: true });
  }
  setInterval(() => {
    if (video.paused) return;
    const { currentTime, duration } = video;
    if (currentTime > REMEMBER_FROM && currentTime < duration - FORGET_AT) {
      localStorage.setItem(key, String(Math.floor(currentTime)));
    } else {
      localStorage.removeItem(key);
    }
  }, 5000);
}

/** What was recorded too loud is turned down to what the others are. */
export function softer(video: HTMLVideoElement, lufs: number): void {
  if (lufs > LOUDEST_LUFS) video.volume = 10 ** ((LOUDEST_LUFS - lufs) / 20);
}

export function louder(video: HTMLVideoElement, by: number): void {
  video.volume = Math.max(0, Math.min(1, video.volume + by));
}
