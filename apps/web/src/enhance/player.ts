/**
 * Makes the player of a page its own: qualities by HLS, controls that are the same everywhere, keys, captions, speed, the
 * place remembered, and honest reports of what was watched. hls.js is fetched when somebody presses play, and only where
 * the browser has no HLS of its own.
 */
import { clock } from '#lib/features/video/duration.ts';
import { louder, preview, rememberPlace, showChapter, softer } from './player-extras.ts';
import { reportPlays } from './player-reports.ts';
import { savesData } from './saves-data.ts';

interface Words {
  readonly [name: string]: string;
}
interface HlsLevel {
  readonly width: number;
  readonly height: number;
}
/** As much of hls.js as is used here. */
interface Hls {
  readonly levels: readonly HlsLevel[];
  currentLevel: number;
  autoLevelCapping: number;
  loadSource(url: string): void;
  attachMedia(video: HTMLVideoElement): void;
  on(
    event: string,
    listener: (name: string, data: { fatal?: boolean; response?: { code: number } }) => void,
  ): void;
  startLoad(): void;
}

for (const box of document.querySelectorAll<HTMLElement>('[data-player]')) {
  const video = box.querySelector('video');
  if (video !== null) start(box, video);
}

function start(box: HTMLElement, video: HTMLVideoElement): void {
  const words: Words = JSON.parse(box.dataset.words ?? '{}');
  const find = <E extends HTMLElement>(name: string) => box.querySelector<E>(`.${name}`);
  const controls = find('controls');
  if (controls === null) return;
  controls.hidden = false;
  video.controls = false;
  const say = (text: string) => {
    const message = find('message');
    if (message) Object.assign(message, { textContent: text, hidden: text === '' });
  };
  if (box.dataset.loudness) softer(video, Number(box.dataset.loudness));
  const source = prepareSource(box, video, words, say);
  const toggle = () => {
    if (!video.paused) return video.pause();
    void source()
      .then(() => video.play())
      .catch(() => say(words.failed ?? ''));
  };
  find('play')?.addEventListener('click', toggle);
  video.addEventListener('click', toggle);
  const showState = () => {
    box.dataset.state = video.paused ? 'paused' : 'playing';
    find('play')?.setAttribute('aria-label', (video.paused ? words.play : words.pause) ?? '');
  };
  video.addEventListener('play', showState);
  video.addEventListener('pause', showState);
  video.addEventListener('playing', () => say(''));
  const seek = find<HTMLInputElement>('seek');
  const to = (seconds: number) => {
    void source().then(() => {
      video.currentTime = Math.max(0, Math.min(seconds, Number(seek?.max ?? 0)));
    });
  };
  const showTime = (seconds: number) => {
    const text = clock(Math.floor(seconds) * 1000);
    const now = find('now');
    if (now) now.textContent = text;
    if (seek) {
      seek.value = String(Math.floor(seconds));
      seek.setAttribute('aria-valuetext', text);
    }
    showChapter(seconds * 1000);
  };
  video.addEventListener('timeupdate', () => showTime(video.currentTime));
  seek?.addEventListener('input', () => {
    showTime(Number(seek.value));
    to(Number(seek.value));
  });
  preview(box, seek, find('preview'));
  const mute = () => {
    video.muted = !video.muted;
    box.toggleAttribute('data-muted', video.muted);
    find('mute')?.setAttribute('aria-label', (video.muted ? words.unmute : words.mute) ?? '');
  };
  find('mute')?.addEventListener('click', mute);
  const turnCaptions = bindCaptions(video, find<HTMLSelectElement>('captions'));
  const speed = find<HTMLSelectElement>('speed');
  speed?.addEventListener('change', () => {
    video.playbackRate = Number(speed.value);
  });
  const full = () =>
    void (document.fullscreenElement ? document.exitFullscreen() : box.requestFullscreen?.());
  find('full')?.addEventListener('click', full);
  bindKeys(box, video, { toggle, to, mute, full, turnCaptions });
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-at]')) {
    link.addEventListener('click', (event) => {
      event.preventDefault();
      to(Number(link.dataset.at) / 1000);
      if (video.paused) toggle();
    });
  }
  rememberPlace(box.dataset.player ?? '', video, to, showTime);
  if (box.dataset.counted === 'yes') reportPlays(box.dataset.player ?? '', video);
}

/** Gives what turns captions on and off. */
function bindCaptions(video: HTMLVideoElement, captions: HTMLSelectElement | null): () => void {
  const show = () => {
    for (const track of video.textTracks) {
      track.mode = track.language === captions?.value ? 'showing' : 'disabled';
    }
  };
  captions?.addEventListener('change', show);
  show();
  return () => {
    if (captions === null) return;
    captions.selectedIndex = captions.selectedIndex === 0 ? 1 : 0;
    show();
  };
}

interface Acts {
  readonly toggle: () => void;
  readonly to: (seconds: number) => void;
  readonly mute: () => void;
  readonly full: () => void;
  readonly turnCaptions: () => void;
}

/** Keys act wherever the focus is within the player, unless the focused control has a use for them. */
function bindKeys(box: HTMLElement, video: HTMLVideoElement, acts: Acts): void {
  box.addEventListener('keydown', (event) => {
    if (event.target instanceof HTMLSelectElement || event.ctrlKey || event.metaKey || event.altKey) return;
    const onSeek = event.target instanceof HTMLInputElement;
    const keys: Record<string, (() => void) | undefined> = {
      ' ': event.target instanceof HTMLButtonElement ? undefined : acts.toggle,
      k: acts.toggle,
      ArrowLeft: onSeek ? undefined : () => acts.to(video.currentTime - 5),
      ArrowRight: onSeek ? undefined : () => acts.to(video.currentTime + 5),
      ArrowUp: onSeek ? undefined : () => louder(video, 0.1),
      ArrowDown: onSeek ? undefined : () => louder(video, -0.1),
      m: acts.mute,
      f: acts.full,
      c: acts.turnCaptions,
    };
    const act = keys[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  });
}

/** Gives the video its source when it is first needed. */
function prepareSource(
  box: HTMLElement,
  video: HTMLVideoElement,
  words: Words,
  say: (text: string) => void,
): () => Promise<void> {
  let prepared: Promise<void> | null = null;
  const quality = box.querySelector<HTMLSelectElement>('.quality');
  if (quality && savesData()) quality.value = 'save';
  const master = box.dataset.master ?? '';
  const prepare = async () => {
    if (!('MediaSource' in window || 'ManagedMediaSource' in window)) {
      // iPhones play HLS themselves; whatever plays neither keeps the plain file.
      if (video.canPlayType('application/vnd.apple.mpegurl') !== '') video.src = master;
      return;
    }
    const { default: Library } = (await import(/* @vite-ignore */ box.dataset.hls ?? '')) as {
      default: new (options: object) => Hls;
    };
    const hls = new Library({ startPosition: video.currentTime || -1, capLevelToPlayerSize: true });
    hls.on('hlsError', (_, { fatal, response }) => {
      if (!fatal) return;
      say((response?.code === 404 ? words.expired : words.failed) ?? '');
      if (response?.code !== 404) setTimeout(() => hls.startLoad(), 3000);
    });
    const ready = new Promise<void>((resolve) => hls.on('hlsManifestParsed', () => resolve()));
    hls.loadSource(master);
    hls.attachMedia(video);
    await ready;
    offerQualities(quality, hls);
  };
  return () => {
    prepared ??= prepare().catch(() => {
      // The plain file, which needs no library.
      prepared = Promise.resolve();
    });
    return prepared;
  };
}

function offerQualities(quality: HTMLSelectElement | null, hls: Hls): void {
  if (quality === null) return;
  const sides = hls.levels.map(({ width, height }) => Math.min(width, height));
  const lowest = sides.indexOf(Math.min(...sides));
  for (const [index, side] of sides.entries()) {
    if (sides.indexOf(side) === index) quality.add(new Option(`${side}p`, String(index)));
  }
  const choose = () => {
    const level = quality.value === 'auto' ? -1 : quality.value === 'save' ? lowest : Number(quality.value);
    hls.currentLevel = level;
    if (quality.value === 'auto' || quality.value === 'save')
      localStorage.setItem('video-quality', quality.value);
  };
  quality.addEventListener('change', choose);
  if (quality.value !== 'auto') choose();
}
