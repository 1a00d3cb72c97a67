import type { Cut, Order, Way, Wish, Word } from './talk.ts';
import { TrimView } from './view.ts';

/** The dialog in which a part of a video is chosen and cut. Loaded when somebody first wants it; `trim` opens it. */
const SHORTEST = 1;
const PAUSE_MS = 120;

const dialog = document.querySelector<HTMLDialogElement>('dialog#trim');
dialog?.addEventListener('trim', (event) => new Trimming(dialog, (event as CustomEvent<Wish>).detail));

/** One opening of the dialog, for one file. */
class Trimming {
  readonly #dialog: HTMLDialogElement;
  readonly #view: TrimView;
  readonly #worker: Worker;
  readonly #done: (cut: Cut) => void;
  #seconds = 0;
  /** Where playing the part ends. */
  #stop = Number.POSITIVE_INFINITY;
  #isCutting = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(dialog: HTMLDialogElement, { file, done }: Wish) {
    this.#dialog = dialog;
    this.#done = done;
    this.#view = new TrimView(dialog);
    this.#worker = new Worker(dialog.dataset.worker ?? '', { type: 'module' });
    this.#worker.addEventListener('message', ({ data }: MessageEvent<Word>) => this.#hear(data));
    this.#worker.addEventListener('error', () => this.#hear({ is: 'refused', why: 'failed' }));
    const address = URL.createObjectURL(file);
    this.#view.opening();
    this.#view.video.src = address;
    this.#listen(address);
    dialog.showModal();
    this.#ask({ do: 'open', file, slow: isSlow() });
  }

  #ask(order: Order): void {
    this.#worker.postMessage(order);
  }

  get #range(): { start: number; end: number } {
    const { start, end } = this.#view;
    return { start: Number(start.value), end: Math.min(Number(end.value), this.#seconds) };
  }

  #listen(address: string): void {
    const closing = new AbortController();
    const on = { signal: closing.signal };
    const { video, start, end } = this.#view;
    video.addEventListener('error', () => this.#refuse('preview'), on);
    video.addEventListener('timeupdate', () => this.#stopAtEnd(), on);
    this.#dialog.addEventListener(
      'input',
      ({ target }) => {
        if (!(target instanceof HTMLInputElement)) return;
        if (target === start || target === end) this.#moved(target);
        else this.#view.choose(target.value as Way);
      },
      on,
    );
    this.#dialog.addEventListener('click', ({ target }) => this.#press(target), on);
    // Escape while it is being cut cancels the cut and leaves the dialog open.
    this.#dialog.addEventListener(
      'cancel',
      (event) => {
        if (!this.#isCutting) return;
        event.preventDefault();
        this.#ask({ do: 'cancel' });
      },
      on,
    );
    this.#dialog.addEventListener(
      'close',
      () => {
        closing.abort();
        clearTimeout(this.#timer);
        this.#worker.terminate();
        video.removeAttribute('src');
        video.load();
        URL.revokeObjectURL(address);
      },
      on,
    );
  }

  #hear(word: Word): void {
    if (word.is === 'opened') {
      this.#seconds = word.seconds;
      this.#view.opened(word.seconds);
      this.#ask({ do: 'plan', ...this.#range });
    } else if (word.is === 'planned') {
      const { start, end } = this.#range;
      if (word.start === start && word.end === end) this.#view.offer(word.plans, start);
    } else if (word.is === 'progress') this.#view.progress(word.share);
    else if (word.is === 'cut') {
      this.#isCutting = false;
      this.#done(word);
      this.#dialog.close();
    } else this.#refuse(word.is === 'cancelled' ? 'cancelled' : word.why);
  }

  #refuse(why: Parameters<TrimView['refuse']>[0]): void {
    this.#isCutting = false;
    this.#view.refuse(why);
  }

  #moved(input: HTMLInputElement): void {
    const { start, end, video, go } = this.#view;
    const shortest = Math.min(SHORTEST, this.#seconds);
    if (input === start) start.value = String(Math.min(Number(start.value), Number(end.value) - shortest));
    else end.value = String(Math.max(Number(end.value), Number(start.value) + shortest));
    this.#stop = Number.POSITIVE_INFINITY;
    video.pause();
    video.currentTime = Number(input.value);
    this.#view.handles(this.#seconds);
    go.disabled = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask({ do: 'plan', ...this.#range }), PAUSE_MS);
  }

  #press(target: EventTarget | null): void {
    const button = target instanceof Element ? target.closest<HTMLElement>('button') : null;
    const { start, end, video } = this.#view;
    if (button?.dataset.step) {
      const input = button.dataset.of === 'start' ? start : end;
      input.value = String(Number(input.value) + Number(button.dataset.step));
      this.#moved(input);
      return;
    }
    const act = button?.dataset.do;
    if (act === 'original') this.#dialog.close();
    else if (act === 'cancel') this.#ask({ do: 'cancel' });
    else if (act === 'play') {
      video.currentTime = this.#range.start;
      this.#stop = this.#range.end;
      void video.play().catch(() => this.#refuse('preview'));
    } else if (act === 'go') {
      video.pause();
      this.#isCutting = true;
      this.#view.busy(true);
      this.#ask({ do: 'cut', way: this.#view.way, ...this.#range });
    }
  }

  #stopAtEnd(): void {
    const { video } = this.#view;
    if (video.currentTime < this.#stop) return;
    this.#stop = Number.POSITIVE_INFINITY;
    video.pause();
  }
}

function isSlow(): boolean {
  const { connection } = navigator as { connection?: { saveData?: boolean; effectiveType?: string } };
  return connection?.saveData === true || /2g|3g/.test(connection?.effectiveType ?? '');
}
