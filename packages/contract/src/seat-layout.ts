import type { SeatKind, SeatPlan, SeatSection } from './venue-seat-map.ts';

/** One seat of a map. Lengths are seat widths; x runs to the right from the centre line, y away from the stage. */
export interface Seat {
  /** Its place in the map, from 0: section by section, row by row, from left to right. */
  readonly index: number;
  readonly section: number;
  /** Its row, counted through the map from 0. */
  readonly row: number;
  /** Block of its row, counted through the map from 0: only seats of one block are beside each other. */
  readonly block: number;
  readonly number: number;
  readonly kind: SeatKind;
  /** At an aisle or a wall. */
  readonly edge: boolean;
  readonly x: number;
  readonly y: number;
  /** Radians it is turned by, to face the stage. */
  readonly turn: number;
}

export interface SeatRowLaidOut {
  readonly section: number;
  readonly name: string;
  /** Indices of its seats: from `first`, `count` of them. */
  readonly first: number;
  readonly count: number;
}

export interface SeatLayout {
  readonly plan: SeatPlan;
  readonly seats: readonly Seat[];
  readonly rows: readonly SeatRowLaidOut[];
  /** Corners of everything that is drawn, the stage at y < 0 included. */
  readonly bounds: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
}

const ROW = 1.15;
const AISLE = 1.3;
const STAGE = 4;

/** Where every seat of a plan stands and what it is called. Marks of seats that are not there are left out. */
export function layOutSeats(plan: SeatPlan): SeatLayout {
  const kinds = new Map(plan.marks.map((mark) => [`${mark.section} ${mark.row} ${mark.seat}`, mark.kind]));
  const seats: Seat[] = [];
  const rows: SeatRowLaidOut[] = [];
  let block = 0;
  let depth = 0;
  for (const [section, content] of plan.sections.entries()) {
    depth += content.gap * ROW;
    const front = depth;
    for (const row of content.rows) {
      const count = row.blocks.reduce((sum, size) => sum + size, 0);
      const width = count - 1 + (row.blocks.length - 1) * AISLE;
      rows.push({ section, name: row.name, first: seats.length, count });
      let along = -width / 2;
      let place = 0;
      for (const size of row.blocks) {
        for (let inBlock = 0; inBlock < size; inBlock += 1) {
          const number = numberOf(content, place, count);
          seats.push({
            index: seats.length,
            section,
            row: rows.length - 1,
            block,
            number,
            kind: kinds.get(`${section} ${row.name} ${number}`) ?? 'standard',
            edge: inBlock === 0 || inBlock === size - 1,
            ...pointOn(content.curve, front, depth, along),
          });
          along += 1;
          place += 1;
        }
        along += AISLE;
        block += 1;
      }
      depth += ROW;
    }
  }
  return { plan, seats, rows, bounds: boundsOf(seats) };
}

/** Number of the seat at `place` from the left, of `count`. */
function numberOf({ numbering }: SeatSection, place: number, count: number): number {
  if (numbering === 'left-to-right') return place + 1;
  if (numbering === 'right-to-left') return count - place;
  // From the centre line outwards: 1 and 2 meet there; a middle seat belongs to the odd side.
  const fromOddSide = numbering === 'odd-left' ? place : count - 1 - place;
  const odd = Math.ceil(count / 2);
  return fromOddSide < odd ? 2 * (odd - fromOddSide) - 1 : 2 * (fromOddSide - odd + 1);
}

/** A point `along` a row that bends towards the stage at its ends, all rows of a section round one centre. */
function pointOn(curve: number, front: number, depth: number, along: number) {
  if (curve === 0) return { x: along, y: depth, turn: 0 };
  const radius = curve + depth - front;
  const turn = along / radius;
  return { x: radius * Math.sin(turn), y: depth - radius * (1 - Math.cos(turn)), turn };
}

function boundsOf(seats: readonly Seat[]) {
  let [left, right, top, bottom] = [0, 0, 0, 0];
  for (const { x, y } of seats) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { left: left - 1, right: right + 1, top: top - STAGE, bottom: bottom + 1 };
}

/** Whether a seat is sold at all. */
export const isSold = (seat: Pick<Seat, 'kind'>): boolean => seat.kind !== 'blocked';

/** What a seat is called on a ticket: 5排12座, with its section where there are several. */
export function placeOf({ plan, rows }: SeatLayout, seat: Seat): { zh: string; en: string } {
  const row = rows[seat.row];
  const section = plan.sections.length > 1 ? plan.sections[seat.section] : undefined;
  const name = row?.name ?? '';
  return {
    zh: `${section?.name ?? ''}${name}排${seat.number}座`,
    en: `${section ? `${section.nameEn || section.name}, row` : 'Row'} ${name} seat ${seat.number}`,
  };
}

/** Seats as a bitmap: bit `seat % 8` of byte `seat / 8`. */
export function packSeats(taken: Iterable<number>, count: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.ceil(count / 8));
  for (const seat of taken) bytes[seat >> 3] = (bytes[seat >> 3] ?? 0) | (1 << (seat & 7));
  return bytes;
}

export const isPacked = (bytes: Uint8Array, seat: number): boolean =>
  (((bytes[seat >> 3] ?? 0) >> (seat & 7)) & 1) === 1;
