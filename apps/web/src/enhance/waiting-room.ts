import type { Challenge, Place, WaitingRoom } from '@wengong/contract';
import { waitingRoomMessages } from '#lib/features/waiting-room/messages.ts';
import { type KnownPlace, viewOf } from '#lib/features/waiting-room/position.ts';
import { showRoom, showTrouble } from './waiting-room-view.ts';

/**
 * The waiting page: counts down, asks how far the room is, computes one's position from the answer, and goes to the
 * booking form when it is one's turn. What it asks every other second is the same for everybody and carries no cookie.
 */
const PATIENCE_MS = 8000;
const SLOWEST_MS = 30_000;

const root = document.querySelector<HTMLElement>('[data-room]');
if (root) start(root);

function start(root: HTMLElement): void {
  const { room: json = '{}', session = '', api = '', book = '', solver = '' } = root.dataset;
  const words = waitingRoomMessages[document.documentElement.lang.startsWith('en') ? 'en' : 'zh'];
  let room = JSON.parse(json) as WaitingRoom;
  let place = remembered(session);
  // How far this device's clock is behind the server's: an answer on its way can only make it look smaller.
  let behind = Date.parse(room.now) - Date.now();
  let failures = 0;
  let entering = false;
  let timer = 0;

  const signIn = `/sign-in?back=${encodeURIComponent(location.pathname)}`;
  const serverNow = () => Date.now() + behind;
  const show = () => showRoom(root, words, room, place, serverNow());

  const keep = (known: KnownPlace | null) => {
    place = known;
    remember(session, known);
    show();
  };

  async function ask(): Promise<void> {
    try {
      const answer = await fetch(api, { credentials: 'omit', signal: patience() });
      if (!answer.ok) throw new Error(String(answer.status));
      room = (await answer.json()) as WaitingRoom;
      behind = Math.max(behind, Date.parse(room.now) - Date.now());
      failures = 0;
    } catch {
      failures += 1;
    }
    showTrouble(root, 'offline', failures > 1);
    show();
    if (place !== null && viewOf(room, place) === 'turn') await enter();
    askLater();
  }

  /** Spread, so that those who opened the page together do not ask together; slower while nobody answers. */
  function askLater(): void {
    clearTimeout(timer);
    const backOff = Math.min(SLOWEST_MS, room.askAgainMs * 2 ** Math.min(failures, 4));
    const toOpening = Date.parse(room.opensAt) - serverNow();
    const due = toOpening > 0 ? Math.min(backOff, toOpening + 200) : backOff;
    timer = setTimeout(ask, due * (0.9 + Math.random() * 0.1)) as unknown as number;
  }

  async function enter(): Promise<void> {
    if (entering) return;
    entering = true;
    try {
      const answer = await send('POST', `${api}/entry`);
      if (answer.ok) {
        location.assign(book);
        return;
      }
      const { code } = (await answer.json()) as { code: string };
      if (code === 'turn-passed') keep({ number: place?.number ?? 0, state: 'expired' });
      if (code === 'not-in-waiting-room') keep(null);
      if (answer.status === 401) location.assign(signIn);
    } catch {
      failures += 1;
    }
    entering = false;
  }

  async function join(): Promise<void> {
    showTrouble(root, 'failed', false);
    const { place: mine, challenge } = await placeOrChallenge(api);
    if (mine !== null && challenge === null) return keep(mine);
    if (challenge === null) return;
    const solved = await solve(solver, challenge).then(
      (solution) => ({ solution }),
      // A browser without workers waits instead.
      () => new Promise<object>((resolve) => setTimeout(resolve, challenge.waitSeconds * 1000, {})),
    );
    const answer = await send('POST', `${api}/place`, { challenge: challenge.token, ...solved });
    const body = (await answer.json()) as Place & { title: string; detail: string };
    if (answer.ok) keep(body);
    else showTrouble(root, 'failed', true, `${body.title}：${body.detail}`);
  }

  for (const button of root.querySelectorAll<HTMLButtonElement>('[data-do=join] button')) {
    const label = button.textContent;
    button.addEventListener('click', async () => {
      button.disabled = true;
      button.textContent = words.joining;
      await join().catch((cause) => {
        if (cause instanceof SignedOut) location.assign(signIn);
        else showTrouble(root, 'failed', true, words.failed);
      });
      button.disabled = false;
      button.textContent = label;
      void ask();
    });
  }
  for (const button of root.querySelectorAll('[data-do=enter] button')) {
    button.addEventListener('click', () => void enter());
  }
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) void ask();
  });
  setInterval(show, 1000);
  // What is remembered is shown at once and made sure of by and by: this device may have changed hands.
  if (place !== null) {
    const recover = () => placeOrChallenge(api).then(({ place: mine }) => keep(mine));
    setTimeout(() => recover().catch((cause) => cause instanceof SignedOut && keep(null)), spread(10_000));
  }
  show();
  void ask();
}

class SignedOut extends Error {}

async function placeOrChallenge(api: string): Promise<{ place: Place | null; challenge: Challenge | null }> {
  const answer = await send('GET', `${api}/place`);
  if (answer.status === 401) throw new SignedOut();
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

const send = (method: string, path: string, body?: unknown): Promise<Response> =>
  fetch(path, {
    method,
    signal: patience(),
    headers: { 'accept-language': document.documentElement.lang, 'content-type': 'application/json' },
    ...(body === undefined ? (method === 'POST' ? { body: '{}' } : {}) : { body: JSON.stringify(body) }),
  });

function solve(solver: string, challenge: Challenge): Promise<number[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(solver);
    worker.onmessage = ({ data }: MessageEvent<number[]>) => {
      worker.terminate();
      resolve(data);
    };
    worker.onerror = reject;
    worker.postMessage(challenge);
  });
}

/** A while between 1 s and `mostMs`, so that those who came together do not ask together. */
const spread = (mostMs: number): number => 1000 + Math.random() * (mostMs - 1000);

/** Ends a request that takes too long. */
function patience(): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), PATIENCE_MS);
  return controller.signal;
}

const nameOf = (session: string) => `waiting-room ${session}`;

/** The place last known on this device. */
function remembered(session: string): KnownPlace | null {
  try {
    return JSON.parse(localStorage.getItem(nameOf(session)) ?? 'null') as KnownPlace | null;
  } catch {
    return null;
  }
}

function remember(session: string, place: KnownPlace | null): void {
  try {
    if (place === null) localStorage.removeItem(nameOf(session));
    else localStorage.setItem(nameOf(session), JSON.stringify({ number: place.number, state: place.state }));
  } catch {
    // A browser that keeps nothing asks the server again after a reload.
  }
}

export {};
