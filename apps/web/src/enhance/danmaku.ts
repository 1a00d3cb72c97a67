/**
 * Remarks cross the upper part of the picture, never where captions stand. One request a minute of video, the same for
 * everybody. Off where calm was asked for, until somebody turns them on.
 */
interface Remark {
  readonly id: string;
  readonly atMs: number;
  readonly text: string;
}

const LANES = 5;
const CROSS_MS = 8000;
const STILL_MS = 4000;
/** Standing still, so many are there at a time. */
const STILL_LINES = 3;
/** A place further away than this was jumped to, s. */
const JUMP_S = 2;
const CHOICE = 'danmaku';

for (const box of document.querySelectorAll<HTMLElement>('[data-danmaku]')) {
  const player = document.querySelector<HTMLElement>(`[data-player="${box.dataset.danmaku}"]`);
  const video = player?.querySelector('video');
  if (player && video) start(box, player, video);
}

function start(box: HTMLElement, player: HTMLElement, video: HTMLVideoElement): void {
  const words: Record<string, string> = JSON.parse(box.dataset.words ?? '{}');
  const calm =
    document.documentElement.hasAttribute('data-elder') ||
    matchMedia('(prefers-reduced-motion: reduce)').matches;
  const said = box.querySelector<HTMLElement>('[data-said]');
  const say = (text: string) => {
    if (said) said.textContent = text;
  };
  const layer = document.createElement('div');
  // Who does not see the picture has the list.
  layer.setAttribute('aria-hidden', 'true');
  Object.assign(layer.style, {
    position: 'absolute',
    inset: '0 0 auto',
    overflow: 'hidden',
    pointerEvents: 'none',
  });
  // They rest while the picture does.
  for (const [name, act] of [
    ['pause', 'pause'],
    ['play', 'play'],
  ] as const) {
    video.addEventListener(name, () => {
      for (const line of layer.getAnimations({ subtree: true })) line[act]();
    });
  }
  player.append(layer);
  const toggle = box.querySelector<HTMLButtonElement>('[data-toggle]');
  const chosen = localStorage.getItem(CHOICE);
  let on = chosen === null ? !calm : chosen === 'on';
  const show = () => {
    layer.style.visibility = on ? 'visible' : 'hidden';
    layer.replaceChildren();
    toggle?.setAttribute('aria-pressed', String(on));
    const label = toggle?.querySelector('span');
    if (label) label.textContent = (on ? words.off : words.on) ?? '';
  };
  if (toggle) {
    toggle.hidden = false;
    toggle.addEventListener('click', () => {
      on = !on;
      localStorage.setItem(CHOICE, on ? 'on' : 'off');
      show();
    });
  }
  show();
  if (calm && chosen === null) say(words.calm ?? '');
  const minutes = keepMinutes(box.dataset.danmaku ?? '');
  const cross = calm ? standing(layer, video) : crossing(layer, video);
  let last = video.currentTime;
  video.addEventListener('seeking', () => {
    last = video.currentTime;
  });
  video.addEventListener('timeupdate', () => {
    const now = video.currentTime;
    const [from, jumped] = [last, now < last || now - last > JUMP_S];
    last = now;
    if (!on || jumped || video.paused) return;
    for (const minute of new Set([Math.floor(from / 60), Math.floor(now / 60)])) {
      void minutes(minute).then((remarks) => {
        for (const remark of remarks) {
          if (remark.atMs >= from * 1000 && remark.atMs < now * 1000) cross(remark.text);
        }
      });
    }
  });
  bindForm(box, video, words, say, (text) => on && cross(text, true));
}

/** Remarks by the minute of the video; asked for again after a failure. */
function keepMinutes(videoId: string): (minute: number) => Promise<readonly Remark[]> {
  const kept = new Map<number, Promise<readonly Remark[]>>();
  return (minute) => {
    const known = kept.get(minute);
    if (known !== undefined) return known;
    const asked = fetch(`/api/v1/videos/${videoId}/danmaku/${minute}`)
      .then((answer) => (answer.ok ? answer.json() : { items: [] }))
      .then(({ items }: { items: readonly Remark[] }) => items)
      .catch(() => {
        setTimeout(() => kept.delete(minute), 5000);
        return [];
      });
    kept.set(minute, asked);
    return asked;
  };
}

/** Gives what lets a text cross in a lane that is free; where none is, it is left to the list. */
function crossing(layer: HTMLElement, video: HTMLVideoElement) {
  const freeAt: number[] = Array.from({ length: LANES }, () => 0);
  return (text: string, own = false) => {
    const size = sizeOn(video);
    layer.style.height = `${Math.round(video.clientHeight * 0.6)}px`;
    const now = performance.now();
    const lane = freeAt.findIndex((at) => at <= now);
    if (lane < 0) return;
    const line = lineOf(text, size, own);
    Object.assign(line.style, {
      position: 'absolute',
      top: `${Math.round(lane * size * 1.5 + 6)}px`,
      left: '100%',
      whiteSpace: 'nowrap',
    });
    layer.append(line);
    const width = line.offsetWidth;
    const way = layer.clientWidth + width;
    // The next one may enter once this one has come in as a whole.
    freeAt[lane] = now + (CROSS_MS * (width + 24)) / way;
    keepFor(line, [{ transform: 'none' }, { transform: `translateX(-${way}px)` }], CROSS_MS);
  };
}

/** Gives what shows a text for a while without moving it, as a whole, the latest below. */
function standing(layer: HTMLElement, video: HTMLVideoElement) {
  Object.assign(layer.style, {
    display: 'grid',
    gap: '0.25rem',
    padding: '0.5rem 0.75rem',
    justifyItems: 'start',
  });
  return (text: string, own = false) => {
    if (layer.childElementCount >= STILL_LINES) return;
    const line = lineOf(text, sizeOn(video), own);
    Object.assign(line.style, {
      padding: '0 0.4em',
      borderRadius: '0.25rem',
      background: '#0f0c09b3',
      overflowWrap: 'anywhere',
    });
    layer.append(line);
    keepFor(line, [{ opacity: 1 }, { opacity: 1 }], STILL_MS);
  };
}

/** As large as the picture allows, and never smaller than the text of the page, px. */
const sizeOn = (video: HTMLVideoElement): number =>
  Math.max(
    0.875 * Number.parseFloat(getComputedStyle(document.documentElement).fontSize),
    Math.min(26, video.clientHeight / 16),
  );

function lineOf(text: string, size: number, own: boolean): HTMLElement {
  const line = document.createElement('span');
  line.textContent = text;
  Object.assign(line.style, {
    padding: own ? '0 0.3em' : '0',
    border: own ? '1px solid #ffffff' : 'none',
    color: '#ffffff',
    fontSize: `${Math.round(size)}px`,
    fontWeight: '600',
    lineHeight: '1.4',
    textShadow: '0 0 3px #000000, 0 1px 2px #000000',
  });
  return line;
}

function keepFor(line: HTMLElement, frames: Keyframe[], ms: number): void {
  const remove = () => line.remove();
  line.animate(frames, ms).finished.then(remove, remove);
}

/** Sends from where the video is, without leaving it. */
function bindForm(
  box: HTMLElement,
  video: HTMLVideoElement,
  words: Record<string, string>,
  say: (text: string) => void,
  cross: (text: string) => void,
): void {
  const form = box.querySelector<HTMLFormElement>('form[action*="say"]');
  const input = form?.querySelector<HTMLInputElement>('input[name="text"]');
  const at = form?.querySelector<HTMLElement>('.at');
  if (!form || !input || !at) return;
  at.hidden = true;
  at.style.display = 'none';
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const text = input.value.trim();
    if (text === '') return;
    const body = JSON.stringify({
      videoId: box.dataset.danmaku,
      atMs: Math.floor(video.currentTime * 1000),
      text,
    });
    try {
      const answer = await fetch('/api/v1/me/danmaku', {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json' },
      });
      const told = await answer.json();
      if (!answer.ok) return say([told.title, told.detail].filter(Boolean).join('：'));
      input.value = '';
      say((told.state === 'shown' ? words.sent : words.waiting) ?? '');
      if (told.state === 'shown') cross(told.text);
    } catch {
      say(words.failed ?? '');
    }
  });
}

export {};
