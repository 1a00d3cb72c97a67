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
  player.append(layer);
  const toggle = box.querySelector<HTMLButtonElement>('[data-toggle]');
  const chosen = localStorage.getItem(CHOICE);
  let on = chosen === null ? !calm : chosen === 'on';
  const show = () => {
    layer.hidden = !on;
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
  const cross = crossing(layer, video, calm);
  let last = video.currentTime;
  video.addEventListener('timeupdate', () => {
    const now = video.currentTime;
    const [from, jumped] = [last, Math.abs(now - last) > JUMP_S];
    last = now;
    if (!on || jumped || video.paused) return;
    void minutes(Math.floor(now / 60)).then((remarks) => {
      for (const remark of remarks) {
        if (remark.atMs > from * 1000 && remark.atMs <= now * 1000) cross(remark.text);
      }
    });
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
function crossing(layer: HTMLElement, video: HTMLVideoElement, still: boolean) {
  const freeAt: number[] = Array.from({ length: LANES }, () => 0);
  return (text: string, own = false) => {
    const height = video.clientHeight;
    const size = Math.max(14, Math.min(26, height / 16));
    layer.style.height = `${Math.round(height * 0.6)}px`;
    const now = performance.now();
    const lane = freeAt.findIndex((at) => at <= now);
    if (lane < 0) return;
    const line = document.createElement('span');
    line.textContent = text;
    Object.assign(line.style, {
      position: 'absolute',
      top: `${Math.round(lane * size * 1.5 + 6)}px`,
      left: still ? '0.75rem' : '100%',
      padding: own ? '0 0.3em' : '0',
      border: own ? '1px solid #ffffff' : 'none',
      color: '#ffffff',
      fontSize: `${Math.round(size)}px`,
      fontWeight: '600',
      lineHeight: '1.4',
      textShadow: '0 0 3px #000000, 0 1px 2px #000000',
      whiteSpace: 'nowrap',
    });
    layer.append(line);
    const width = line.clientWidth;
    const way = layer.clientWidth + width;
    const lasts = still ? STILL_MS : CROSS_MS;
    // The next one may enter once this one has come in as a whole.
    freeAt[lane] = now + (still ? STILL_MS : (CROSS_MS * (width + 24)) / way);
    const ends = still
      ? line.animate([{ opacity: 1 }, { opacity: 1 }], lasts)
      : line.animate([{ transform: 'none' }, { transform: `translateX(-${way}px)` }], lasts);
    ends.finished.then(() => line.remove()).catch(() => line.remove());
  };
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
