import { clock } from '#lib/features/video/duration.ts';
import { megabytes } from '#lib/features/video/state.ts';
import { trimMessages } from '#lib/features/video/trim-messages.ts';
import type { Plans, Refusal, Way } from './talk.ts';

/** A key frame so near is as good as exact, seconds. */
const NEAR = 1;

const m = trimMessages[document.documentElement.lang.startsWith('en') ? 'en' : 'zh'];

/** `0:02.4`. */
function moment(seconds: number): string {
  const tenths = Math.round(seconds * 10);
  return `${clock(Math.floor(tenths / 10) * 1000)}.${tenths % 10}`;
}

/** The dialog's parts, and what they show. */
export class TrimView {
  readonly video: HTMLVideoElement;
  readonly start: HTMLInputElement;
  readonly end: HTMLInputElement;
  readonly go: HTMLButtonElement;
  readonly #dialog: HTMLDialogElement;
  readonly #work: HTMLElement;
  readonly #bar: HTMLProgressElement;
  /** The way somebody chose; until then the page proposes one. */
  #chosen: Way | null = null;

  constructor(dialog: HTMLDialogElement) {
    this.#dialog = dialog;
    this.video = this.#part('video');
    this.start = this.#part('input.start');
    this.end = this.#part('input.end');
    this.go = this.#button('go');
    this.#work = this.#part('.work');
    this.#bar = this.#part('progress');
  }

  #part<E extends HTMLElement>(selector: string): E {
    return this.#dialog.querySelector<E>(selector) as E;
  }

  #button = (act: string) => this.#part<HTMLButtonElement>(`[data-do="${act}"]`);
  #way = (way: Way) => this.#part<HTMLInputElement>(`input[name="way"][value="${way}"]`);

  /** As it is before anything is known of the file. */
  opening(): void {
    this.busy(false);
    this.#work.hidden = true;
    this.go.disabled = true;
    this.#complain('');
    this.#say(m.opening);
  }

  opened(seconds: number): void {
    const max = String(Math.ceil(seconds * 10) / 10);
    Object.assign(this.start, { max, value: '0' });
    Object.assign(this.end, { max, value: max });
    this.#work.hidden = false;
    this.#say('');
    this.handles(seconds);
    this.start.focus();
  }

  /** What the handles stand at. */
  handles(seconds: number): void {
    const [from, to] = [Number(this.start.value), Math.min(Number(this.end.value), seconds)];
    for (const [input, at] of [
      [this.start, moment(from)],
      [this.end, moment(to)],
    ] as const) {
      input.setAttribute('aria-valuetext', at);
      this.#part<HTMLOutputElement>(`label[for="${input.id}"] .at`).value = at;
    }
    const strip = this.#part('.strip').style;
    strip.setProperty('--from', `${(from / seconds) * 100}%`);
    strip.setProperty('--to', `${100 - (to / seconds) * 100}%`);
    this.#part('.length').textContent = m.chosen(moment(to - from), moment(seconds));
  }

  choose(way: Way): void {
    this.#chosen = way;
  }

  get way(): Way {
    return this.#way('encode').checked ? 'encode' : 'copy';
  }

  /** What each way would give; proposes the quick one where it begins near enough. */
  offer({ copy, encode }: Plans, start: number): void {
    const early = copy === null ? 0 : start - copy.start;
    const note = (way: Way, text: string | null) => {
      const row = this.#way(way).closest('label') as HTMLElement;
      row.hidden = text === null;
      (row.querySelector('small') as HTMLElement).textContent = text;
    };
    note(
      'copy',
      copy &&
        m.copyText(moment(copy.start), moment(copy.end), megabytes(copy.bytes)) +
          (early >= 0.05 ? m.copyEarly(early.toFixed(1)) : ''),
    );
    note('encode', encode && m.encodeText(encode.lines ?? 0, megabytes(encode.bytes)));
    const proposed: Way = copy !== null && (early <= NEAR || encode === null) ? 'copy' : 'encode';
    const isThere = (this.#chosen === 'copy' ? copy : encode) !== null;
    this.#way(this.#chosen !== null && isThere ? this.#chosen : proposed).checked = true;
    this.go.disabled = copy === null && encode === null;
  }

  busy(now: boolean): void {
    this.#bar.hidden = !now;
    this.#button('cancel').hidden = !now;
    this.#button('original').hidden = now;
    this.go.hidden = now;
    this.#work.inert = now;
    if (!now) return;
    this.#complain('');
    this.progress(0);
    this.#button('cancel').focus();
  }

  progress(share: number): void {
    this.#bar.value = share;
    this.#say(m.working(Math.floor(share * 100)));
  }

  /** It was not cut: says why, and what can be done. */
  refuse(why: Refusal | 'preview' | 'cancelled'): void {
    this.busy(false);
    this.#say('');
    this.#complain(sentence(why));
    if (why === 'preview') this.#work.hidden = true;
    (this.#work.hidden ? this.#button('original') : this.go).focus();
  }

  #say(text: string): void {
    const state = this.#part('.state');
    state.textContent = text;
    state.hidden = text === '';
  }

  #complain(text: string): void {
    const bad = this.#part('.bad');
    bad.textContent = text;
    bad.hidden = text === '';
  }
}

function sentence(why: Refusal | 'preview' | 'cancelled'): string {
  const sentences: Record<Refusal | 'preview' | 'cancelled', string> = {
    preview: m.whyPreview,
    cancelled: m.cancelled,
    unreadable: m.whyUnreadable,
    sound: m.whySound,
    'no-way': m.whyNoWay,
    room: m.whyRoom,
    unverified: m.whyUnverified,
    failed: m.whyFailed,
  };
  return sentences[why];
}
