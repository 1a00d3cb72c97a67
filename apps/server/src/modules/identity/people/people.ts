import { randomInt } from 'node:crypto';
import type { Keys } from '../../../kernel/crypto.ts';
import type { Reader, Tx } from '../../../kernel/db.ts';
import { Problem } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import type { PersonRow } from '../identity.tables.ts';
import { maskPhone, normalisePhone } from '../phone.rules.ts';
import { insertPerson, peopleByIds, personByPhoneHash } from './people.store.ts';
import { phoneEndHash } from './search.store.ts';

/** How a person is shown to others. */
export interface PersonView {
  readonly displayName: string;
  /** `138****1234`; null when the account was deleted. */
  readonly phoneMasked: string | null;
}

/** How people are shown to others, by id; ids of nobody are left out. */
export async function peopleOf(
  reader: Reader | Tx,
  keys: Keys,
  ids: readonly string[],
): Promise<Map<string, PersonView>> {
  if (ids.length === 0) return new Map();
  const rows = await peopleByIds(reader, [...new Set(ids)]);
  return new Map(
    rows.map((row) => [row.id, { displayName: row.display_name, phoneMasked: maskedPhoneOf(row, keys) }]),
  );
}

/** Phone numbers in clear, `13812341234`, by person; the caller sees to it that every look is audited. */
export async function phonesOf(
  reader: Reader,
  keys: Keys,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const rows = await peopleByIds(reader, [...new Set(ids)]);
  return new Map(
    rows.flatMap((row) =>
      row.phone_cipher === null ? [] : [[row.id, keys.open(row.phone_cipher).replace(/^\+86/, '')]],
    ),
  );
}

/** The person with this phone number; null when there is none. Throws `phone-invalid`. */
export async function findPersonByPhone(
  reader: Reader | Tx,
  keys: Keys,
  typed: string,
): Promise<({ readonly personId: string } & PersonView) | null> {
  const row = await personByPhoneHash(reader, keys.fingerprint(phoneOf(typed)));
  if (row === undefined) return null;
  return { personId: row.id, displayName: row.display_name, phoneMasked: maskedPhoneOf(row, keys) };
}

/** The normalised number. Throws `phone-invalid`. */
export function phoneOf(typed: string): string {
  const phone = normalisePhone(typed);
  if (phone === null) throw new Problem('phone-invalid');
  return phone;
}

export const maskedPhoneOf = (row: Pick<PersonRow, 'phone_cipher'>, keys: Keys): string | null =>
  row.phone_cipher === null ? null : maskPhone(keys.open(row.phone_cipher));

/** The person of a normalised number, made if there is none; `displayName` is used for a new one only. */
export async function ensurePerson(
  tx: Tx,
  keys: Keys,
  person: { readonly phone: string; readonly displayName?: string; readonly now: Date },
): Promise<{ id: string; isNew: boolean }> {
  const phoneHash = keys.fingerprint(person.phone);
  const id = newId();
  const isNew = await insertPerson(tx, {
    id,
    display_name: person.displayName ?? inventName(),
    phone_cipher: keys.seal(person.phone),
    phone_hash: phoneHash,
    phone_end: phoneEndHash(keys, person.phone),
    created_at: person.now,
  });
  if (isNew) return { id, isNew };
  const known = await personByPhoneHash(tx, phoneHash);
  if (known === undefined) throw new Problem('conflict');
  return { id: known.id, isNew };
}

/** Without letters and digits that look alike. */
const NAME_LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

/** A name for who has not given one: 「职工」 and four letters or digits. */
function inventName(): string {
  const letter = () => NAME_LETTERS[randomInt(NAME_LETTERS.length)];
  return `职工${letter()}${letter()}${letter()}${letter()}`;
}
