import { type HlsClass, playByLibrary } from './player-hls.ts';
import { CHOSEN_QUALITY, savesData } from './saves-data.ts';

interface Telling {
  readonly words: Readonly<Record<string, string>>;
  say(text: string): void;
}

/**
 * Gives the video its source when it is first needed: nothing is fetched before somebody presses play. Who saves data gets
 * the lowest quality from the first byte on, and little of it ahead; the select of qualities changes that at any time.
 * What is given rejects, saying why, when nothing can be had now; the next call tries again.
 */
export function prepareSource(
  box: HTMLElement,
  video: HTMLVideoElement,
  telling: Telling,
): () => Promise<void> {
  let prepared: Promise<void> | null = null;
  const quality = box.querySelector<HTMLSelectElement>('.quality');
  if (quality && savesData()) quality.value = 'save';
  quality?.addEventListener('change', () => {
    if (quality.value === 'auto' || quality.value === 'save')
      localStorage.setItem(CHOSEN_QUALITY, quality.value);
  });
  const file = video.src;
  const forget = () => {
    prepared = null;
  };
  const prepare = async () => {
    const itself = () => playItself(box, video, { ...telling, quality, file, forget });
    const Library = await libraryAt(box.dataset.hls ?? '');
    if (Library === null) itself();
    else await playByLibrary(Library, { box, video, quality, otherwise: itself, ...telling });
  };
  return () => {
    prepared ??= prepare().catch((reason: unknown) => {
      forget();
      throw reason;
    });
    return prepared;
  };
}

/** hls.js; null where the browser can do nothing with it, or it cannot be had. */
async function libraryAt(address: string): Promise<HlsClass | null> {
  if (!('MediaSource' in window || 'ManagedMediaSource' in window)) return null;
  try {
    const { default: Library } = (await import(/* @vite-ignore */ address)) as { default: HlsClass };
    return Library.isSupported() ? Library : null;
  } catch {
    return null;
  }
}

interface Itself extends Telling {
  readonly quality: HTMLSelectElement | null;
  /** One quality as a plain file. */
  readonly file: string;
  /** Nothing plays: what is prepared is prepared anew. */
  forget(): void;
}

/**
 * Plays without the library: by the HLS of the browser itself, as iPhones do, and as a plain file where there is none or it
 * fails. Two qualities to choose from; the browser settles everything between.
 */
function playItself(box: HTMLElement, video: HTMLVideoElement, itself: Itself): void {
  const { quality, file, words, say } = itself;
  const over = new AbortController();
  const { master, lowestPlaylist, lowestFile } = box.dataset;
  let byHls = video.canPlayType('application/vnd.apple.mpegurl') !== '';
  // A source that fails stops the video without saying so.
  let isWanted = !video.paused;
  const choose = () => {
    const [all, lowest] = byHls ? [master, lowestPlaylist] : [file, lowestFile];
    const source = (quality?.value === 'save' ? lowest : all) ?? file;
    give(video, new URL(source, location.href).href, isWanted);
  };
  const fail = async () => {
    if (byHls) {
      byHls = false;
      choose();
      return;
    }
    over.abort();
    itself.forget();
    const answer = await fetch(video.src, { method: 'HEAD' }).catch(() => null);
    say((answer?.status === 404 ? words.expired : words.failed) ?? '');
  };
  video.addEventListener('play', () => (isWanted = true), over);
  video.addEventListener('pause', () => (isWanted = false), over);
  quality?.addEventListener('change', choose, over);
  video.addEventListener('error', () => void fail(), over);
  choose();
}

/** Goes on at the same place with another source, or again with one that failed. */
function give(video: HTMLVideoElement, source: string, isWanted: boolean): void {
  if (video.src === source && video.error === null) return;
  const { currentTime } = video;
  video.src = source;
  video.currentTime = currentTime;
  // Refused where a finger must have pressed: the button is still there.
  if (isWanted) void video.play().catch(() => {});
}
