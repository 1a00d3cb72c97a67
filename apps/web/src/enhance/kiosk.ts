import { idleState } from '#lib/features/kiosk/idle.ts';
import { forget } from './kiosk-forget.ts';

/** When the screen was last touched: kept over pages, so that one that renews itself does not count as a touch. */
const TOUCHED = 'kiosk.touched';
const AGAIN_MS = 3000;
const GREETING_MS = 60_000;
const PATIENCE_MS = 8000;

/** Signs out whoever has gone, leaves nothing of theirs, and keeps the screen with its palace. */
class KioskScreen {
  readonly #bar: HTMLElement;
  readonly #home: string;
  /** Nobody is signed in and nothing is typed: there is nothing to end. */
  readonly #resting: boolean;
  #leaving = false;

  constructor(bar: HTMLElement) {
    this.#bar = bar;
    this.#home = bar.dataset.home ?? '/';
    this.#resting = bar.dataset.resting !== undefined;
  }

  start(): void {
    for (const type of ['pointerdown', 'touchstart', 'keydown', 'wheel', 'input']) {
      document.addEventListener(type, () => this.#touched(), { capture: true, passive: true });
    }
    document.querySelector('[data-leave]')?.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#leave();
    });
    document.addEventListener('click', (event) => stayHere(event), { capture: true });
    // A page that the browser had put aside may be the last person's.
    addEventListener('pageshow', ({ persisted }) => {
      if (persisted) location.reload();
    });
    for (const form of document.forms) forgetful(form);
    if (sessionStorage.getItem(TOUCHED) === null) this.#touched();
    // However the last person got here, nothing of theirs is kept.
    if (this.#resting) void forget();
    else setInterval(() => this.#look(), 500);
    setInterval(() => void this.#greet(), GREETING_MS);
  }

  #touched(): void {
    if (this.#leaving) return;
    sessionStorage.setItem(TOUCHED, String(Date.now()));
    this.#look();
  }

  #look(): void {
    if (this.#leaving || this.#resting) return;
    const { left, warned, over } = idleState(Number(sessionStorage.getItem(TOUCHED)), Date.now());
    const notice = this.#bar.querySelector<HTMLElement>('[data-idle]');
    const number = this.#bar.querySelector('[data-left]');
    if (number) number.textContent = String(left);
    if (notice && notice.hidden === warned) notice.hidden = !warned;
    if (over) void this.#leave();
  }

  /** Until the server has ended the session the curtain stays: without network nobody sees the last person's page. */
  async #leave(): Promise<void> {
    if (this.#leaving) return;
    this.#leaving = true;
    const curtain = document.querySelector<HTMLElement>('[data-curtain]');
    if (curtain) curtain.hidden = false;
    for (const part of document.querySelectorAll<HTMLElement>('main, header')) part.inert = true;
    while (!(await signedOut(`/kiosk/${this.#home.slice(3)}?/leave`))) {
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
    await forget();
    location.replace(this.#home);
  }

  /** Tells the palace that the kiosk is there, and learns whether it still is one. */
  async #greet(): Promise<void> {
    const answer = await fetch('/api/v1/kiosk/greeting', { method: 'POST' }).catch(() => null);
    if (!answer?.ok || this.#leaving) return;
    const { kiosk } = (await answer.json()) as { kiosk: { revoked: boolean } | null };
    if (kiosk === null || kiosk.revoked) await this.#leave();
  }
}

async function signedOut(action: string): Promise<boolean> {
  const controller = new AbortController();
  const patience = setTimeout(() => controller.abort(), PATIENCE_MS);
  try {
    const answer = await fetch(action, {
      method: 'POST',
      headers: { accept: 'text/html' },
      body: new URLSearchParams(),
      // Where it leads is opened afterwards, without what this page held.
      redirect: 'manual',
      signal: controller.signal,
    });
    return answer.ok || answer.type === 'opaqueredirect';
  } catch {
    return false;
  } finally {
    clearTimeout(patience);
  }
}

/** Links to other sites, to files and to programs lead off the screen, new windows have no way back. */
function stayHere(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (link === null) return;
  link.removeAttribute('target');
  if (link.origin !== location.origin || link.hasAttribute('download')) event.preventDefault();
}

/** What one person types is not offered to the next. */
function forgetful(form: HTMLFormElement): void {
  form.autocomplete = 'off';
  for (const field of form.querySelectorAll<HTMLInputElement>('input[autocomplete]'))
    field.autocomplete = 'off';
}

const bar = document.querySelector<HTMLElement>('[data-kiosk]');
if (bar) new KioskScreen(bar).start();
