import type { SeatPlan } from '@wengong/contract';
import type { Problem } from '#lib/problem.ts';

/** A session's map as a page needs it. */
export interface Seating {
  readonly plan: SeatPlan;
  /** Bitmap, base64. */
  readonly taken: string;
  /** Where the bitmap is told anew. */
  readonly url: string;
}

/** What the form says of seats: those chosen, the row looked at, the section and whether somebody uses a wheelchair. */
export interface SeatValues {
  readonly seats: readonly number[];
  readonly row: string;
  readonly section: string;
  readonly wheelchair: boolean;
}

interface Sent {
  text(name: string): string;
  all(name: string): string[];
  has(name: string): boolean;
}

const isIndex = (text: string) => /^\d{1,4}$/.test(text);

/** Reads the seats of a posted form. */
export function readSeats(form: Sent): SeatValues {
  const [row, section] = [form.text('row'), form.text('section')];
  return {
    seats: [...new Set(form.all('seat').filter(isIndex).map(Number))],
    row: isIndex(row) ? row : '',
    section: isIndex(section) ? section : '',
    wheelchair: form.has('wheelchair'),
  };
}

/** The same as the API takes it: nothing chosen leaves it to the server. */
export function seatsWished({ seats, section, wheelchair }: SeatValues) {
  const seatWish = {
    ...(section === '' ? {} : { section: Number(section) }),
    ...(wheelchair ? { wheelchair } : {}),
  };
  return {
    ...(seats.length > 0 ? { seats: [...seats] } : {}),
    ...(Object.keys(seatWish).length > 0 ? { seatWish } : {}),
  };
}

/** What the form shows after it was sent: seats that can be had instead of a taken one are chosen already. */
export function seatValues(form: { problem?: Problem; values?: SeatValues } | null): SeatValues {
  const values = form?.values ?? { seats: [], row: '', section: '', wheelchair: false };
  return form?.problem?.seats ? { ...values, seats: form.problem.seats } : values;
}
