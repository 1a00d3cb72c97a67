import type { Keys } from '../../../kernel/crypto.ts';
import type { Reader } from '../../../kernel/db.ts';
import { type Cell, type Sheet, sheetBytes, type WallTime } from '../../../kernel/sheets/sheet-file.ts';
import { wallTime } from '../../../kernel/zone.ts';
import { phonesOf } from '../../identity/index.ts';
import { maskName } from '../booking.rules.ts';
import { bookingsOfPalace } from './desk.store.ts';
import type { BookingExportRow } from './desk.tables.ts';
import { deskBookings } from './desk-bookings.ts';
import type { DeskFilter } from './desk-filter.ts';
import { exportWidths, exportWords } from './export-words.ts';

/** Bookings read at a time: memory holds so many, however long the list is. */
const AT_ONCE = 1000;

interface Source {
  readonly reader: Reader;
  readonly keys: Keys;
  readonly filter: DeskFilter;
  /** The palace's. */
  readonly zone: string;
}

/** The bytes of a list of bookings, in the order they were made, read while they are sent. */
export function exportFile(
  source: Source,
  { format, locale, reason }: Pick<BookingExportRow, 'format' | 'locale' | 'reason'>,
): AsyncIterable<Uint8Array> {
  const words = exportWords[locale];
  const sheet: Sheet = {
    name: words.sheet,
    heading: words.heading,
    widths: exportWidths,
    rows: rowsOf(source, locale, reason !== null),
  };
  return sheetBytes(format, sheet);
}

async function* rowsOf(
  { reader, keys, filter, zone }: Source,
  locale: BookingExportRow['locale'],
  inClear: boolean,
): AsyncGenerator<Cell[][]> {
  const words = exportWords[locale];
  let after: { at: Date; id: string } | null = null;
  for (;;) {
    const bookings = await bookingsOfPalace(reader, filter, { sort: 'booked', after, limit: AT_ONCE });
    const shown = await deskBookings(reader, keys, bookings);
    const phones = inClear
      ? await phonesOf(
          reader,
          keys,
          shown.map((each) => each.personId),
        )
      : null;
    const wall = wallTimes(zone);
    const name = inClear ? (text: string) => text : maskName;
    yield shown.map((each) => [
      (locale === 'en' && each.titleEn) || each.title,
      wall(each.startsAt),
      wall(each.endsAt),
      ((locale === 'en' && each.spaceNameEn) || each.spaceName) ?? '',
      name(each.displayName),
      (phones ? phones.get(each.personId) : each.phoneMasked) ?? '',
      each.seats,
      each.companions.map(name).join('、'),
      each.places.join(' '),
      words.statuses[each.status],
      each.admitted,
      each.priceFen / 100,
      each.memberPrice ? words.yes : '',
      wall(each.bookedAt),
      each.bookedByStaff ? words.yes : '',
    ]);
    const last = bookings.at(-1);
    if (last === undefined || bookings.length < AT_ONCE) return;
    after = { at: last.starts_at, id: last.id };
  }
}

/** Times on the wall clock of `zone`; those that many bookings share are worked out once. */
function wallTimes(zone: string): (instant: string) => WallTime {
  const known = new Map<string, WallTime>();
  return (instant) => {
    const shown = known.get(instant) ?? { wall: wallTime(new Date(instant), zone) };
    known.set(instant, shown);
    return shown;
  };
}

/** Name of the file: what it is, and the day it was asked for. */
export const exportName = (row: BookingExportRow, palace: string, zone: string): string =>
  `${palace}-${exportWords[row.locale].sheet}-${wallTime(row.requested_at, zone).slice(0, 10)}.${row.format}`;
