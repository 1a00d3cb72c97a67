import type { WaitingRoom } from '@wengong/contract';
import { queueWords, type waitingRoomMessages } from '#lib/features/waiting-room/messages.ts';
import {
  countdown,
  type KnownPlace,
  peopleAhead,
  type RoomView,
  viewOf,
} from '#lib/features/waiting-room/position.ts';

/** What people are told once, when it changes, by screen readers too. */
const told = new WeakMap<HTMLElement, { view: RoomView; ahead: number; first: number }>();
const figures = new Intl.NumberFormat('en');

type Words = (typeof waitingRoomMessages)['zh'];

/** Shows the view that fits and fills its figures; `nowMs` is the server's clock. */
export function showRoom(
  root: HTMLElement,
  words: Words,
  room: WaitingRoom,
  place: KnownPlace | null,
  nowMs: number,
): void {
  const view = viewOf(room, place);
  for (const part of root.querySelectorAll<HTMLElement>('[data-views]')) {
    part.hidden = !(part.dataset.views ?? '').split(' ').includes(view);
  }
  const opening = Date.parse(room.opensAt);
  const before = nowMs < opening;
  for (const part of root.querySelectorAll<HTMLElement>('[data-until], [data-phase=before]'))
    part.hidden = !before;
  for (const part of root.querySelectorAll<HTMLElement>('[data-phase=after]')) part.hidden = before;
  for (const part of root.querySelectorAll<HTMLElement>('[data-kept]')) part.hidden = place === null;
  fill(root, 'countdown', countdown(opening, nowMs));
  // Whoever has just joined counts before the others are told.
  const crowd = Math.max(room.joined, place?.number ?? 0) - room.called;
  fill(root, 'joined', crowd > 0 ? words.inRoom(figures.format(crowd)) : '');
  const ahead = place === null ? 0 : (peopleAhead(room, place) ?? 0);
  const known = told.get(root);
  const first = Math.max(known?.first ?? 0, ahead);
  if (view === 'queue') showQueue(root, words, room, ahead, first);
  const changed = known?.view !== view || (view === 'queue' && ahead <= known.ahead * 0.8 - 1);
  if (changed) announce(root, words, view, ahead);
  told.set(root, { view, ahead: changed ? ahead : (known?.ahead ?? ahead), first });
}

function showQueue(root: HTMLElement, words: Words, room: WaitingRoom, ahead: number, first: number): void {
  const { wait, seats } = queueWords(words, room, ahead, figures.format);
  fill(root, 'ahead', figures.format(ahead));
  fill(root, 'wait', wait);
  fill(root, 'seats', seats);
  const bar = root.querySelector<HTMLProgressElement>('progress');
  if (bar) bar.value = first === 0 ? 1 : 1 - ahead / first;
}

/** In the title, for who has gone to another window; aloud, for who listens: seldom enough not to be a nuisance. */
function announce(root: HTMLElement, words: Words, view: RoomView, ahead: number): void {
  const news = {
    soon: '',
    outside: '',
    gathering: words.gatheringTitle,
    queue: words.announceAhead(figures.format(ahead)),
    turn: words.turnTitle,
    expired: words.expiredTitle,
    'sold-out': words.soldOutTitle,
    over: words.overTitle,
  }[view];
  const live = root.querySelector('[data-announce]');
  if (live) live.textContent = news;
  const [plain = ''] = document.title.split(' | ').slice(-1);
  document.title = news === '' ? plain : `${news} | ${plain}`;
}

function fill(root: HTMLElement, name: string, text: string): void {
  const part = root.querySelector(`[data-fill=${name}]`);
  if (part && part.textContent !== text) part.textContent = text;
}

/** Shows or hides a note about something that went wrong. */
export function showTrouble(root: HTMLElement, name: 'offline' | 'failed', on: boolean, text?: string): void {
  const note = root.querySelector<HTMLElement>(`[data-trouble=${name}]`);
  if (!note) return;
  note.hidden = !on;
  if (text !== undefined) note.textContent = text;
}
