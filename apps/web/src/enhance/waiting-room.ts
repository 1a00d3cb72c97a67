import type { WaitingRoom } from '@wengong/contract';
import { waitingRoomMessages } from '#lib/features/waiting-room/messages.ts';
import { type KnownPlace, viewOf } from '#lib/features/waiting-room/position.ts';
import {
  askPlace,
  askRoom,
  goIn,
  Refused,
  rememberedPlace,
  rememberPlace,
  SignedOut,
  takePlace,
} from './waiting-room-api.ts';
import { showRoom, showTrouble } from './waiting-room-view.ts';

const SLOWEST_MS = 30_000;
/** A remembered place is made sure of within so long: this device may have changed hands. */
const SURE_MS = 10_000;

/**
 * The waiting page: counts down, asks how far the room is, computes one's position from the answer, and goes to the
 * booking form when it is one's turn.
 */
class WaitingPage {
  readonly #root: HTMLElement;
  readonly #words = waitingRoomMessages[document.documentElement.lang.startsWith('en') ? 'en' : 'zh'];
  readonly #session: string;
  readonly #api: string;
  #room: WaitingRoom;
  #place: KnownPlace | null;
  /** How far this device's clock is behind the server's: an answer on its way can only make it look smaller. */
  #behind: number;
  #failures = 0;
  #entering = false;
  #timer = 0;

  constructor(root: HTMLElement) {
    const { room = '{}', session = '', api = '' } = root.dataset;
    this.#root = root;
    this.#session = session;
    this.#api = api;
    this.#room = JSON.parse(room) as WaitingRoom;
    this.#place = rememberedPlace(session);
    this.#behind = Date.parse(this.#room.now) - Date.now();
  }

  start(): void {
    for (const button of this.#root.querySelectorAll<HTMLButtonElement>('[data-do=join] button')) {
      button.addEventListener('click', () => void this.#join(button));
    }
    for (const button of this.#root.querySelectorAll('[data-do=enter] button')) {
      button.addEventListener('click', () => void this.#enter());
    }
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden) void this.#ask();
    });
    setInterval(() => this.#show(), 1000);
    if (this.#place !== null)
      setTimeout(() => void this.#makeSure(), 1000 + Math.random() * (SURE_MS - 1000));
    this.#show();
    void this.#ask();
  }

  #serverNow(): number {
    return Date.now() + this.#behind;
  }

  #show(): void {
    showRoom(this.#root, this.#words, this.#room, this.#place, this.#serverNow());
  }

  #keep(place: KnownPlace | null): void {
    this.#place = place;
    rememberPlace(this.#session, place);
    this.#show();
  }

  async #ask(): Promise<void> {
    try {
      this.#room = await askRoom(this.#api);
      this.#behind = Math.max(this.#behind, Date.parse(this.#room.now) - Date.now());
      this.#failures = 0;
    } catch {
      this.#failures += 1;
    }
    showTrouble(this.#root, 'offline', this.#failures > 1);
    this.#show();
    if (this.#place !== null && viewOf(this.#room, this.#place) === 'turn') await this.#enter();
    this.#askLater();
  }

  /** Spread, so that those who opened the page together do not ask together; slower while nobody answers. */
  #askLater(): void {
    clearTimeout(this.#timer);
    const pause = Math.min(SLOWEST_MS, this.#room.askAgainMs * 2 ** Math.min(this.#failures, 4));
    const toOpening = Date.parse(this.#room.opensAt) - this.#serverNow();
    const due = toOpening > 0 ? Math.min(pause, toOpening + 500) : pause;
    this.#timer = window.setTimeout(() => void this.#ask(), due * (0.9 + Math.random() * 0.1));
  }

  async #enter(): Promise<void> {
    if (this.#entering) return;
    this.#entering = true;
    try {
      await goIn(this.#api);
      location.assign(this.#root.dataset.book ?? '');
      return;
    } catch (cause) {
      if (cause instanceof SignedOut) this.#signIn();
      const code = cause instanceof Refused ? cause.code : '';
      if (code === 'turn-passed') this.#keep({ number: this.#place?.number ?? 0, state: 'expired' });
      if (code === 'not-in-waiting-room') this.#keep(null);
    }
    this.#entering = false;
  }

  async #join(button: HTMLButtonElement): Promise<void> {
    const label = button.textContent;
    button.disabled = true;
    button.textContent = this.#words.joining;
    showTrouble(this.#root, 'failed', false);
    try {
      this.#keep(await takePlace(this.#api, this.#root.dataset.solver ?? ''));
    } catch (cause) {
      if (cause instanceof SignedOut) this.#signIn();
      else
        showTrouble(
          this.#root,
          'failed',
          true,
          cause instanceof Refused ? cause.message : this.#words.failed,
        );
    }
    button.disabled = false;
    button.textContent = label;
    void this.#ask();
  }

  async #makeSure(): Promise<void> {
    try {
      this.#keep((await askPlace(this.#api)).place);
    } catch (cause) {
      if (cause instanceof SignedOut) this.#keep(null);
    }
  }

  #signIn(): void {
    location.assign(`/sign-in?back=${encodeURIComponent(location.pathname)}`);
  }
}

const root = document.querySelector<HTMLElement>('[data-room]');
if (root) new WaitingPage(root).start();
