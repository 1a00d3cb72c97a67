/**
 * Makes the player of a page its own: qualities by HLS, controls that are the same everywhere, keys, captions, speed, the
 * place remembered, and honest reports of what was watched. hls.js is fetched when somebody presses play, and only where
 * the browser has no HLS of its own.
 */
import { clock } from '#lib/features/video/duration.ts';
import { louder, preview, rememberPlace, sharpen, showChapter, softer } from './player-extras.ts';
import { reportPlays } from './player-reports.ts';
import { prepareSource } from './player-source.ts';

interface Words {
  readonly [name: string]: string;
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
  sharpen(box, video);
  if (box.dataset.loudness) softer(video, Number(box.dataset.loudness));
  const source = prepareSource(box, video, { words, say });
  const toggle = () => {
    if (!video.paused) return video.pause();
    void source()
      .then(() => video.play())
      .catch((reason: unknown) => say(whyNot(reason, words)));
  };
  find('play')?.addEventListener('click', toggle);
  video.addEventListener('click', toggle);
  const showState = () => {
    box.dataset.state = video.paused ? 'paused' : 'playing';
    find('play')?.setAttribute('aria-label', (video.paused ? words.play : words.pause) ?? '');
  };
  for (const name of ['play', 'pause', 'emptied', 'error']) video.addEventListener(name, showState);
  video.addEventListener('playing', () => say(''));
  const seek = find<HTMLInputElement>('seek');
  const to = (seconds: number) => {
    void source()
      .then(() => {
        video.currentTime = Math.max(0, Math.min(seconds, Number(seek?.max ?? 0)));
      })
      .catch((reason: unknown) => say(whyNot(reason, words)));
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
    // The default, too: a new source begins with it.
    video.defaultPlaybackRate = Number(speed.value);
    video.playbackRate = Number(speed.value);
  });
  const full = () => fillScreen(box, video);
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

/** What to tell of a play that did not begin; empty where the video tells it itself, or another source is on its way. */
function whyNot(reason: unknown, words: Words): string {
  const { name, message } = reason instanceof Error ? reason : { name: '', message: '' };
  if (name === 'NotAllowedError') return words.again ?? '';
  if (name === 'AbortError' || name === 'NotSupportedError') return '';
  return (message === words.expired ? words.expired : words.failed) ?? '';
}

/** The whole player; on iPhones, where only films fill the screen, the film. */
function fillScreen(
  box: HTMLElement,
  video: HTMLVideoElement & { readonly webkitEnterFullscreen?: () => void },
): void {
  if (document.fullscreenElement) void document.exitFullscreen();
  else if (document.fullscreenEnabled) void box.requestFullscreen();
  else if (video.readyState > 0) video.webkitEnterFullscreen?.();
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
  // Those that were on come back.
  let shown = captions?.selectedIndex || 1;
  return () => {
    if (captions === null) return;
    const off = captions.selectedIndex === 0;
    if (!off) shown = captions.selectedIndex;
    captions.selectedIndex = off ? shown : 0;
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
