import { layOutSeats, placeOf, type Seat, type SeatLayout } from '@wengong/contract/seat-layout';
import type { SeatPlan } from '@wengong/contract/venue-seat-map';
import type { MapWords } from './messages.ts';
import { SeatCanvas } from './seat-canvas.ts';
import { type Change, SeatChooser } from './seat-chooser.ts';
import { RowList } from './seat-list.ts';
import { seatBeside } from './seat-view.ts';

/** What the page hands to the script. */
export interface Handed {
  readonly plan: SeatPlan;
  readonly words: MapWords;
  readonly lang: 'zh' | 'en';
  /** Where what is taken is told anew. */
  readonly url: string;
  /** Prices in fen: for the person alone, for each companion. */
  readonly own: number;
  readonly companion: number;
  /** Seats that may be chosen. */
  readonly most: number;
}

const LOOK_AGAIN_MS = 4000;

const unpack = (base64: string) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
const fill = (words: string, values: Record<string, string | number>) =>
  words.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));

/** The map within a booking form: what is chosen in it, by whatever means, is in the form. */
export class SeatMap {
  readonly #root: HTMLElement;
  readonly #form: HTMLFormElement;
  readonly #handed: Handed;
  readonly #layout: SeatLayout;
  readonly #chooser: SeatChooser;
  readonly #canvas: SeatCanvas;
  readonly #list: RowList;
  #cursor: Seat | null = null;

  constructor(root: HTMLElement) {
    this.#root = root;
    this.#form = root.closest('form') as HTMLFormElement;
    this.#handed = JSON.parse(root.dataset.seatMap ?? '') as Handed;
    this.#layout = layOutSeats(this.#handed.plan);
    this.#chooser = new SeatChooser(this.#layout, unpack(root.dataset.taken ?? ''), this.#handed.most);
    this.#canvas = new SeatCanvas(
      {
        frame: this.#part('keys'),
        canvas: this.#part<HTMLCanvasElement>('canvas'),
        mini: this.#part('mini'),
      },
      {
        layout: this.#layout,
        front: this.#handed.words[this.#handed.plan.front],
        stateOf: (seat) => this.#chooser.stateOf(seat),
      },
      { press: (seat) => this.#choose(seat) },
    );
    this.#list = new RowList(root.parentElement ?? root, this.#layout, {
      stateOf: (seat) => this.#chooser.stateOf(seat),
      describe: (seat) => this.#describe(seat),
      choose: (seat) => this.#choose(seat),
    });
    this.#takeOver();
    this.#listen();
    root.hidden = false;
    this.#show();
  }

  #part<E extends HTMLElement>(name: string): E {
    return this.#root.querySelector(`[data-part="${name}"]`) as E;
  }

  /** What the page had chosen without the map goes on in it. */
  #takeOver(): void {
    for (const input of this.#form.querySelectorAll<HTMLInputElement>('input[name=seat]:checked')) {
      const seat = this.#layout.seats[Number(input.value)];
      if (seat && !this.#chooser.isTaken(seat)) this.#chooser.chosen.push(seat.index);
    }
    for (const old of this.#root.parentElement?.querySelectorAll('[data-without-map]') ?? []) old.remove();
  }

  #listen(): void {
    this.#part('best').addEventListener('click', () => this.#best());
    this.#part('in').addEventListener('click', () => this.#canvas.zoom(1.6));
    this.#part('out').addEventListener('click', () => this.#canvas.zoom(1 / 1.6));
    this.#part('whole').addEventListener('click', () => this.#canvas.whole());
    this.#part('keys').addEventListener('keydown', (event) => this.#key(event));
    this.#part('keys').addEventListener('blur', () => this.#canvas.hideCursor());
    const wheelchair = this.#form.querySelector<HTMLInputElement>('[name=wheelchair]');
    const follow = () => {
      this.#chooser.wheelchair = wheelchair?.checked ?? false;
    };
    wheelchair?.addEventListener('change', follow);
    follow();
    for (const input of this.#form.querySelectorAll('[name=companion]')) {
      input.addEventListener('input', () => this.#show());
    }
    setInterval(() => this.#lookAgain(), LOOK_AGAIN_MS);
    document.addEventListener('visibilitychange', () => this.#lookAgain());
  }

  /** The person and those named to come along. */
  #people(): number {
    const names = [...this.#form.querySelectorAll<HTMLInputElement>('[name=companion]')];
    return 1 + names.filter((name) => name.value.trim() !== '').length;
  }

  #name(seat: Seat): string {
    return placeOf(this.#layout, seat)[this.#handed.lang];
  }

  #money(fen: number): string {
    return fen === 0 ? this.#handed.words.free0 : `¥${(fen / 100).toFixed(fen % 100 === 0 ? 0 : 2)}`;
  }

  /** A seat in words: where, what, how much. */
  #describe(seat: Seat): string {
    const { words, own } = this.#handed;
    const kind = seat.kind === 'standard' || seat.kind === 'blocked' ? '' : `${words[seat.kind]} `;
    const state = this.#chooser.stateOf(seat);
    const what = state === 'selected' || state === 'taken' || state === 'blocked' ? state : 'free';
    return fill(words.at, { place: this.#name(seat), state: kind + words[what], price: this.#money(own) });
  }

  #say(text: string): void {
    this.#part('say').textContent = text;
  }

  #note(text: string): void {
    this.#part('note').textContent = text;
    if (text !== '') this.#say(text);
  }

  #choose(seat: Seat): void {
    const change = this.#chooser.toggle(seat);
    this.#cursor = seat;
    this.#note(this.#refusal(change, seat));
    if (change === 'chosen' || change === 'let-go') this.#say(this.#describe(seat));
    this.#show();
  }

  #refusal(change: Change, seat: Seat): string {
    if (change === 'chosen' || change === 'let-go') return '';
    if (change === 'most') return fill(this.#handed.words.most, { n: this.#handed.most });
    return change === 'for-wheelchair' ? this.#handed.words.needWheelchair : this.#describe(seat);
  }

  #best(): void {
    const { words } = this.#handed;
    const section = this.#form.querySelector<HTMLSelectElement>('[name=section]')?.value;
    const together = this.#chooser.best(this.#people(), section ? Number(section) : undefined);
    const chosen = this.#chosen();
    if (chosen[0]) this.#canvas.centre(chosen[0]);
    this.#canvas.hideCursor();
    this.#note(
      together === null ? words.noneFree : together ? '' : fill(words.noneTogether, { n: chosen.length }),
    );
    if (together) this.#say(chosen.map((seat) => this.#name(seat)).join(' '));
    this.#show();
  }

  #key(event: KeyboardEvent): void {
    const { seats } = this.#layout;
    const from =
      this.#cursor ?? seats.find((seat) => this.#chooser.stateOf(seat) === 'free') ?? (seats[0] as Seat);
    if (event.key === '+' || event.key === '=') this.#canvas.zoom(1.6);
    else if (event.key === '-') this.#canvas.zoom(1 / 1.6);
    else if (event.key === 'Enter' || event.key === ' ') this.#choose(from);
    else if (event.key.startsWith('Arrow')) {
      this.#cursor = this.#cursor === null ? from : (seatBeside(this.#layout, from, event.key) ?? from);
      this.#canvas.show(this.#cursor);
      this.#say(this.#describe(this.#cursor));
    } else return;
    event.preventDefault();
  }

  async #lookAgain(): Promise<void> {
    if (document.hidden) return;
    const answer = await fetch(this.#handed.url).catch(() => null);
    if (!answer?.ok) return;
    const { taken } = (await answer.json()) as { taken: string };
    const { lost, changed } = this.#chooser.update(unpack(taken));
    if (!changed) return;
    if (lost[0]) this.#note(fill(this.#handed.words.gone, { place: this.#name(lost[0]) }));
    this.#show();
  }

  #chosen(): Seat[] {
    return this.#chooser.chosen.flatMap((index) => this.#layout.seats[index] ?? []);
  }

  /** Shows what is chosen: in the map, in the list, in the bar, in the form. */
  #show(): void {
    const { words, own, companion } = this.#handed;
    const chosen = this.#chosen();
    const people = this.#people();
    const price = own + (chosen.length - 1) * companion;
    this.#canvas.refresh();
    this.#list.show();
    this.#part('chosen').replaceChildren(...chosen.map((seat) => this.#chip(seat)));
    this.#part('sum').textContent =
      chosen.length === 0 ? words.none : fill(words.chosen, { n: chosen.length, price: this.#money(price) });
    const missing = chosen.length === 0 ? 0 : people - chosen.length;
    this.#part('warning').textContent =
      missing === 0
        ? ''
        : missing < 0
          ? fill(words.names, { n: chosen.length, m: chosen.length - 1 })
          : fill(words.fewer, { m: people, n: missing });
    this.#part('best').textContent = people === 1 ? words.bestOne : fill(words.best, { n: people });
  }

  #chip(seat: Seat): HTMLElement {
    const item = document.createElement('li');
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = `${this.#name(seat)} ×`;
    button.setAttribute('aria-label', fill(this.#handed.words.remove, { place: this.#name(seat) }));
    button.addEventListener('click', () => this.#choose(seat));
    const input = document.createElement('input');
    Object.assign(input, { type: 'hidden', name: 'seat', value: String(seat.index) });
    item.append(button, input);
    return item;
  }
}
