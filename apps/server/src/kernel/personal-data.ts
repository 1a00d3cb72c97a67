import type { Reader, Tx } from './db.ts';

/** What a module holds about people, for export, erasure, and for who may see a phone number. */
export interface PersonalData {
  /** Everything the module holds about the person, as JSON that they are given. */
  exportPerson(reader: Reader, personId: string): Promise<unknown>;
  /** Removes what tells who it was; rows that figures need may stay under the bare id. */
  erasePerson(tx: Tx, personId: string, now: Date): Promise<void>;
  /**
   * Whether the palace has to do with the person, e.g. they booked there: its front desk may then look their
   * phone number up. Left out by modules that bring no palace and person together.
   */
  servesPerson?(reader: Reader | Tx, palaceId: string, personId: string): Promise<boolean>;
}

/** A module's personal data with the module's name. */
export interface NamedPersonalData extends PersonalData {
  readonly module: string;
}
