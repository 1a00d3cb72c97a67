import { consentVersions, type WorkerCategory } from '@wengong/contract';
import type { Keys } from '../kernel/crypto.ts';
import { plusDays } from '../kernel/zone.ts';
import { phoneEndHash } from '../modules/identity/index.ts';
import type { UnionRow } from '../modules/network/index.ts';
import { DAY, type DemoCalendar, later } from './calendar.ts';
import type { PalaceContent } from './content.ts';
import { inventName } from './names.ts';
import type { Rows } from './rows.ts';
import { Seed } from './seed.ts';

export interface Worker {
  readonly id: string;
  readonly slug: string;
  readonly member: boolean;
  readonly categories: readonly WorkerCategory[];
}

/** Every number of the demonstration begins so; the rest counts up. */
export const PHONES = '138000';
export const demoPhone = (number: number): string => PHONES + String(number).padStart(5, '0');

/** Number 8000 and the two thousand after it belong to staff and to those who have no account. */
const phoneOf = (worker: number): string => demoPhone(worker < 8000 ? worker : worker + 2000);

/** The two workers whose phones the sign-in page names: numbers 1 and 2 of Nantong. */
export const LIN = { number: 1, name: '林小满', slug: 'nantong' };
export const TIAN = { number: 2, name: '田禾', slug: 'nantong' };

const SHARES: readonly (readonly [WorkerCategory, number])[] = [
  ['sanitation', 0.05],
  ['migrant', 0.13],
  ['courier', 0.06],
  ['driver', 0.06],
  ['domestic', 0.03],
  ['model_worker', 0.012],
  ['disabled', 0.02],
  ['retired', 0.08],
];
const MEMBERS = 0.7;

export interface PeopleContext {
  readonly calendar: DemoCalendar;
  readonly keys: Keys;
  readonly rows: Rows;
  readonly unions: readonly UnionRow[];
  /** Who attests categories: the national officer. */
  readonly attester: string;
}

/** Writes the workers, each at home in the city of a palace, and returns them. */
export function makeWorkers(
  context: PeopleContext,
  palaces: readonly PalaceContent[],
  workers: number,
): Worker[] {
  const seed = new Seed('workers');
  const homes = homesOf(palaces, workers);
  return Array.from({ length: workers }, (_, index) => {
    const number = index + 1;
    const home = homes[index];
    if (home === undefined) throw new RangeError('demonstration: fewer homes than workers');
    if (number === LIN.number)
      return makeWorker(context, seed, { number, home, name: LIN.name, member: true, categories: [] });
    if (number === TIAN.number)
      return makeWorker(context, seed, {
        number,
        home,
        name: TIAN.name,
        member: false,
        categories: ['courier'],
      });
    const member = seed.chance(MEMBERS);
    return makeWorker(context, seed, {
      number,
      home,
      name: inventName(seed),
      member,
      categories: categoriesFor(seed, home),
    });
  });
}

/** A palace for each worker, by its share; the first two are of Nantong, which comes first. */
function homesOf(palaces: readonly PalaceContent[], workers: number): PalaceContent[] {
  const shares = palaces.reduce((sum, palace) => sum + palace.workers, 0);
  const homes = palaces.flatMap((palace) =>
    Array.from({ length: Math.ceil((workers * palace.workers) / shares) }, () => palace),
  );
  return homes.slice(0, workers);
}

function categoriesFor(seed: Seed, home: PalaceContent): WorkerCategory[] {
  // Harbin's dedicated shows have an audience of their own.
  const more = home.slug === 'harbin' ? 3 : 1;
  const drawn = SHARES.filter(([category, share]) => {
    const dedicated = category === 'sanitation' || category === 'migrant';
    return seed.chance(dedicated ? share * more : share);
  });
  return drawn.slice(0, 2).map(([category]) => category);
}

interface Somebody {
  readonly number: number;
  readonly home: PalaceContent;
  readonly name: string;
  readonly member: boolean;
  readonly categories: readonly WorkerCategory[];
}

function makeWorker(context: PeopleContext, seed: Seed, one: Somebody): Worker {
  const { calendar, rows } = context;
  const joined = later(calendar.now, -seed.between(2 - calendar.firstDay, 420) * DAY);
  const id = seed.id(joined);
  const hash = addPerson(context, {
    id,
    phone: phoneOf(one.number),
    name: one.name,
    joined,
    locale: seed.chance(0.01) && one.number > 2 ? 'en' : 'zh',
    elderMode: one.categories.includes('retired') && seed.chance(0.5),
    district: districtOf(context, seed, one.home),
  });
  addConsents(rows, seed, id, joined, one);
  if (one.member) addMembership(context, seed, { id, hash, joined, home: one.home });
  for (const category of one.categories) {
    rows.add('attested_category', {
      phone_hash: hash,
      category,
      attested_by: context.attester,
      attested_at: joined,
    });
  }
  return { id, slug: one.home.slug, member: one.member, categories: one.categories };
}

/** Writes a person and returns the keyed hash of their number. */
export function addPerson(
  { keys, rows }: Pick<PeopleContext, 'keys' | 'rows'>,
  one: {
    id: string;
    phone: string;
    name: string;
    joined: Date;
    locale?: string;
    elderMode?: boolean;
    district?: string | null;
  },
): Buffer {
  const phone = `+86${one.phone}`;
  const hash = keys.fingerprint(phone);
  rows.add('person', {
    id: one.id,
    display_name: one.name,
    phone_cipher: keys.seal(phone),
    phone_hash: hash,
    phone_end: phoneEndHash(keys, phone),
    locale: one.locale ?? 'zh',
    elder_mode: one.elderMode ?? false,
    home_district: one.district ?? null,
    created_at: one.joined,
  });
  return hash;
}

function addConsents(rows: Rows, seed: Seed, personId: string, at: Date, one: Somebody): void {
  const purposes = [
    'terms' as const,
    ...(one.member ? ['membership' as const] : []),
    ...(one.categories.length > 0 ? ['categories' as const] : []),
  ];
  for (const purpose of purposes) {
    const version = consentVersions[purpose];
    rows.add('consent', { person_id: personId, id: seed.id(at), purpose, version, given_at: at });
  }
}

function addMembership(
  { calendar, keys, rows, unions }: PeopleContext,
  seed: Seed,
  member: { id: string; hash: Buffer; joined: Date; home: PalaceContent },
): void {
  const union = seed.pick(below(unions, member.home.union));
  const card = keys.seal(String(100_000_000_000 + seed.int(899_999_999_999)));
  const validUntil = plusDays(calendar.today, 120 + seed.int(600));
  rows.add('union_roster_entry', {
    union_id: union.id,
    phone_hash: member.hash,
    card_cipher: card,
    valid_until: validUntil,
    updated_at: member.joined,
  });
  rows.add('membership', {
    person_id: member.id,
    union_id: union.id,
    method: 'roster',
    card_cipher: card,
    verified_at: member.joined,
    valid_until: validUntil,
  });
}

/** Unions under a palace's own; the own one where there are none. */
function below(unions: readonly UnionRow[], path: string): UnionRow[] {
  const under = unions.filter((union) => union.path.startsWith(`${path}.`));
  return under.length > 0 ? under : unions.filter((union) => union.path === path);
}

function districtOf({ unions }: PeopleContext, seed: Seed, home: PalaceContent): string {
  const counties = below(unions, home.union).filter((union) => union.level === 'county');
  return counties.length > 0 ? seed.pick(counties).name.replace(/总工会$/, '') : home.district;
}
