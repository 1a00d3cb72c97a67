import { sql } from 'kysely';
import type { Tx } from '../kernel/db.ts';

/** The tables that the demonstration fills, each after those it refers to. */
const TABLES = [
  'person',
  'consent',
  'union_node',
  'palace',
  'partner',
  'palace_role',
  'union_role',
  'union_roster_entry',
  'membership',
  'attested_category',
  'resource',
  'space',
  'space_unit',
  'seat_map',
  'seat',
  'opening_hours',
  'special_hours',
  'brand',
  'brand_figure',
  'brand_milestone',
  'brand_partner',
  'activity',
  'activity_partner',
  'session_rule',
  'session',
  'session_quota',
  'announcement',
  'allocation',
  'booking_policy',
  'pass_plan',
  'pass',
  'landmark',
  'pool',
  'team_block',
  'booking',
  'booking_mailing',
  'booking_mailing_recipient',
  'group_seat',
  'waiting_room',
  'waiting_room_place',
  'companion',
  'seat_invitation',
  'booking_seat',
  'person_engagement',
  'person_quota',
  'space_booking',
  'credit_entry',
  'credit_standing',
  'credit_appeal',
  'ticket',
  'check_in',
  'check_in_undo',
  'visit_tap',
  'door_device',
  'door_entry',
  'stamp',
  'message',
] as const;
type Table = (typeof TABLES)[number];

/** Columns and values. */
export type Row = Readonly<Record<string, unknown>>;

/** Rows of one statement. */
const BATCH = 4000;

/** Rows gathered in memory until all are known, then written table by table. */
export class Rows {
  readonly #tables = new Map<Table, Row[]>();

  /** Rows of one table have the same columns. Ranges are texts, dates `Date` or YYYY-MM-DD, bytes `Buffer`. */
  add(table: Table, ...rows: Row[]): void {
    const known = this.#tables.get(table);
    if (known === undefined) this.#tables.set(table, rows);
    else for (const row of rows) known.push(row);
  }

  /** Gives other values to a row that was added. */
  change(row: Row, values: Row): void {
    Object.assign(row, values);
  }

  /** The rows gathered for a table. */
  of(table: Table): readonly Row[] {
    return this.#tables.get(table) ?? [];
  }

  /** Writes everything; `progress` is told after each statement how many of all rows are written. */
  async write(tx: Tx, progress: (done: number, all: number, table: string) => void): Promise<void> {
    const all = TABLES.reduce((sum, table) => sum + this.of(table).length, 0);
    let done = 0;
    let written = Promise.resolve();
    for (const table of TABLES) {
      const rows = this.of(table);
      for (let from = 0; from < rows.length; from += BATCH) {
        const batch = rows.slice(from, from + BATCH);
        // Put into words while PostgreSQL still writes the batch before.
        const text = encode(batch);
        await written;
        progress(done, all, table);
        written = insert(tx, table, batch, text);
        // Awaited in the next turn; until then nobody else would hear of a failure.
        written.catch(() => undefined);
        done += batch.length;
      }
    }
    await written;
    progress(done, all, 'written');
  }
}

/** Writes rows of one table with the same columns, for what is made while loading. */
export async function insertRows(tx: Tx, table: string, rows: readonly Row[]): Promise<void> {
  for (let from = 0; from < rows.length; from += BATCH) {
    const batch = rows.slice(from, from + BATCH);
    await insert(tx, table, batch, encode(batch));
  }
}

/** PostgreSQL reads each value by its column's own type, so that one statement serves every table. */
async function insert(tx: Tx, table: string, rows: readonly Row[], text: string): Promise<void> {
  const columns = sql.join(Object.keys(rows[0] ?? {}).map((column) => sql.ref(column)));
  await sql`insert into ${sql.table(table)} (${columns}) select ${columns}
    from json_populate_recordset(null::${sql.table(table)}, ${text}::json)`.execute(tx);
}

/** Looking at every value is slow: only where there are bytes. */
const encode = (rows: readonly Row[]): string =>
  rows.some(hasBytes) ? JSON.stringify(rows, plain) : JSON.stringify(rows);

const hasBytes = (row: Row): boolean => Object.values(row).some((value) => Buffer.isBuffer(value));

/** A buffer has already been turned into `{ type, data }` when it gets here. */
function plain(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('type' in value) || !('data' in value)) return value;
  return value.type === 'Buffer' ? `\\x${Buffer.from(value.data as number[]).toString('hex')}` : value;
}

export const range = (from: Date, to: Date): string => `["${from.toISOString()}","${to.toISOString()}")`;
