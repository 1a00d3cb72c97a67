import { bestSeats } from '@wengong/contract/seat-choice';
import { isPacked, isSold, type Seat, type SeatLayout } from '@wengong/contract/seat-layout';
import type { SeatState } from './seat-dress.ts';

/** What came of a wish to change the choice. */
export type Change = 'chosen' | 'let-go' | 'taken' | 'blocked' | 'most' | 'for-wheelchair';

/** Which seats are taken and which are chosen, apart from how they are shown. */
export class SeatChooser {
  readonly layout: SeatLayout;
  readonly most: number;
  readonly chosen: number[] = [];
  /** Somebody uses a wheelchair: its places may be chosen. */
  wheelchair = false;
  #taken: Uint8Array;

  constructor(layout: SeatLayout, taken: Uint8Array, most: number) {
    this.layout = layout;
    this.most = most;
    this.#taken = taken;
  }

  isTaken(seat: Seat): boolean {
    return isPacked(this.#taken, seat.index);
  }

  stateOf(seat: Seat): SeatState {
    if (!isSold(seat)) return 'blocked';
    if (this.chosen.includes(seat.index)) return 'selected';
    if (this.isTaken(seat)) return 'taken';
    return seat.kind === 'standard' ? 'free' : (seat.kind as SeatState);
  }

  /** Chooses a seat or lets it go. */
  toggle(seat: Seat): Change {
    const at = this.chosen.indexOf(seat.index);
    if (at >= 0) {
      this.chosen.splice(at, 1);
      return 'let-go';
    }
    if (!isSold(seat)) return 'blocked';
    if (this.isTaken(seat)) return 'taken';
    if (!this.wheelchair && (seat.kind === 'wheelchair' || seat.kind === 'companion'))
      return 'for-wheelchair';
    if (this.most === 1) this.chosen.length = 0;
    if (this.chosen.length >= this.most) return 'most';
    this.chosen.push(seat.index);
    return 'chosen';
  }

  /** Chooses the best `count` seats instead; whether they are together, or null when there are not enough. */
  best(count: number, section: number | undefined): boolean | null {
    const want = { count, wheelchair: this.wheelchair };
    const found =
      bestSeats(this.layout, this.#taken, { ...want, section }) ?? bestSeats(this.layout, this.#taken, want);
    if (found === null) return null;
    this.chosen.splice(0, this.chosen.length, ...found.seats);
    return found.together;
  }

  /** Takes over what is taken now. Returns chosen seats that others have got meanwhile, and whether anything changed. */
  update(taken: Uint8Array): { lost: Seat[]; changed: boolean } {
    const changed = taken.some((byte, index) => byte !== this.#taken[index]);
    this.#taken = taken;
    const lost = this.chosen.filter((seat) => isPacked(taken, seat));
    for (const seat of lost) this.chosen.splice(this.chosen.indexOf(seat), 1);
    return { lost: lost.flatMap((index) => this.layout.seats[index] ?? []), changed };
  }
}
