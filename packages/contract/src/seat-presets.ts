import type { MarkedKind, SeatMark, SeatPlan, SeatRow } from './venue-seat-map.ts';

/** Seat plans to begin with, as houses of their kind are built. */

const rows = (from: number, to: number, ...blocks: number[]): SeatRow[] =>
  Array.from({ length: to - from + 1 }, (_, index) => ({ name: String(from + index), blocks }));

const marks = (kind: MarkedKind, section: number, row: number, ...seats: number[]): SeatMark[] =>
  seats.map((seat) => ({ section, row: String(row), seat, kind }));

/** A theatre of 1,500 seats: stalls and balcony, odd numbers left and even ones right of the centre line. */
export const theatrePlan: SeatPlan = {
  front: 'stage',
  sections: [
    {
      name: '池座',
      nameEn: 'Stalls',
      numbering: 'odd-left',
      curve: 42,
      gap: 0,
      rows: [...rows(1, 3, 8, 16, 8), ...rows(4, 26, 10, 18, 10)],
    },
    {
      name: '楼座',
      nameEn: 'Balcony',
      numbering: 'odd-left',
      curve: 70,
      gap: 3,
      rows: [...rows(1, 10, 12, 17, 12), ...rows(11, 12, 12, 16, 12), ...rows(13, 13, 14, 18, 14)],
    },
  ],
  marks: [
    ...marks('wheelchair', 0, 12, 19, 20, 37, 38),
    ...marks('companion', 0, 12, 21, 22, 35, 36),
    // The camera and the sound desk.
    ...marks('blocked', 0, 15, 1, 2, 3, 4, 5, 6),
    ...marks('restricted', 0, 1, 29, 30, 31, 32),
    ...marks('restricted', 1, 13, 43, 44, 45, 46),
  ],
};

/** A cinema of 160 seats, numbered through from the left; two places for wheelchairs in the last row. */
export const cinemaPlan: SeatPlan = {
  front: 'screen',
  sections: [
    {
      name: '影厅',
      nameEn: 'Cinema',
      numbering: 'left-to-right',
      curve: 60,
      gap: 1,
      rows: [...rows(1, 2, 3, 8, 3), ...rows(3, 9, 4, 8, 4), ...rows(10, 10, 4, 12, 4)],
    },
  ],
  marks: [...marks('wheelchair', 0, 10, 5, 16), ...marks('companion', 0, 10, 6, 15)],
};
