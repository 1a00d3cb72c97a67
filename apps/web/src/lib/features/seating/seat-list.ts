import type { Seat, SeatLayout } from '@wengong/contract/seat-layout';
import type { SeatState } from './seat-dress.ts';

interface House {
  stateOf(seat: Seat): SeatState;
  describe(seat: Seat): string;
  choose(seat: Seat): void;
}

/** The map's other form: the seats of one row as checkboxes, for who sees no map or wants none. */
export class RowList {
  readonly #layout: SeatLayout;
  readonly #house: House;
  readonly #rows: HTMLSelectElement | null;
  readonly #seats: HTMLElement | null;

  constructor(within: HTMLElement, layout: SeatLayout, house: House) {
    this.#layout = layout;
    this.#house = house;
    this.#rows = within.querySelector('[name=row]');
    this.#seats = within.querySelector('[data-row-seats]');
    this.#rows?.addEventListener('change', () => this.show());
  }

  /** The seats of the chosen row as they are now; the one that has the focus keeps it. */
  show(): void {
    if (this.#seats === null || this.#rows === null) return;
    const row = this.#rows.value === '' ? undefined : this.#layout.rows[Number(this.#rows.value)];
    const focused = (document.activeElement as HTMLElement | null)?.dataset.seat;
    const seats = row === undefined ? [] : this.#layout.seats.slice(row.first, row.first + row.count);
    this.#seats.replaceChildren(...seats.map((seat) => this.#box(seat)));
    if (focused) this.#seats.querySelector<HTMLElement>(`[data-seat="${focused}"]`)?.focus();
  }

  #box(seat: Seat): HTMLElement {
    const label = document.createElement('label');
    const input = document.createElement('input');
    const state = this.#house.stateOf(seat);
    input.type = 'checkbox';
    input.dataset.seat = String(seat.index);
    input.checked = state === 'selected';
    input.disabled = state === 'taken' || state === 'blocked';
    input.setAttribute('aria-label', this.#house.describe(seat));
    input.addEventListener('change', () => this.#house.choose(seat));
    label.append(input, String(seat.number));
    return label;
  }
}
