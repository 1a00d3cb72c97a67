import type { Challenge, Place, WaitingRoom } from '@wengong/contract';
import type { KnownPlace } from '#lib/features/waiting-room/position.ts';

const PATIENCE_MS = 8000;

/** Whoever asks is not signed in (any more). */
export class SignedOut extends Error {}

/** What the server refused, in its own words. */
export class Refused extends Error {
  readonly code: string;
  constructor(problem: { code: string; title: string; detail: string }) {
    super(`${problem.title}：${problem.detail}`);
    this.code = problem.code;
  }
}

/** How far the room is: the same for everybody, so no cookie goes with it and any cache may answer. */
export const askRoom = (api: string): Promise<WaitingRoom> =>
  fetch(api, { credentials: 'omit', signal: patience() }).then(read<WaitingRoom>);

export const askPlace = (api: string) =>
  send('GET', `${api}/place`).then(read<{ place: Place | null; challenge: Challenge | null }>);

export const goIn = (api: string): Promise<Place> => send('POST', `${api}/entry`, {}).then(read<Place>);

/** Takes a place, or gives the one that the person has. `solver` is the address of the worker's script. */
export async function takePlace(api: string, solver: string): Promise<Place | null> {
  const { place, challenge } = await askPlace(api);
  if (challenge === null) return place;
  const solved = await solve(solver, challenge).then(
    (solution) => ({ solution }),
    // A browser without workers waits instead.
    () => new Promise<object>((resolve) => setTimeout(resolve, challenge.waitSeconds * 1000, {})),
  );
  return send('POST', `${api}/place`, { challenge: challenge.token, ...solved }).then(read<Place>);
}

function send(method: string, path: string, body?: object): Promise<Response> {
  const headers: Record<string, string> = { 'accept-language': document.documentElement.lang };
  if (body !== undefined) headers['content-type'] = 'application/json';
  const request: RequestInit = { method, headers, signal: patience() };
  if (body !== undefined) request.body = JSON.stringify(body);
  return fetch(path, request);
}

async function read<Answer>(response: Response): Promise<Answer> {
  if (response.ok) return response.json();
  if (response.status === 401) throw new SignedOut();
  throw new Refused(await response.json());
}

/** Ends a request that takes too long. */
function patience(): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), PATIENCE_MS);
  return controller.signal;
}

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

const nameOf = (session: string) => `waiting-room ${session}`;

/** The place last known on this device. */
export function rememberedPlace(session: string): KnownPlace | null {
  try {
    return JSON.parse(localStorage.getItem(nameOf(session)) ?? 'null') as KnownPlace | null;
  } catch {
    return null;
  }
}

export function rememberPlace(session: string, place: KnownPlace | null): void {
  try {
    if (place === null) localStorage.removeItem(nameOf(session));
    else localStorage.setItem(nameOf(session), JSON.stringify({ number: place.number, state: place.state }));
  } catch {
    // A browser that keeps nothing asks the server again after a reload.
  }
}
