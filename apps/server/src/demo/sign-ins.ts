import { sql } from 'kysely';
import type { Keys } from '../kernel/crypto.ts';
import type { Reader } from '../kernel/db.ts';
import { demoPhone, LIN, TIAN } from './people.ts';
import { ACCOUNTS } from './staff.ts';
import { base32, totpCode } from './totp.ts';

/** Shared by the demonstration's staff accounts; they exist where demonstration data is loaded and nowhere else. */
export const DEMO_PASSWORD = 'wengong-demo-2026';
export const DEMO_SECOND_FACTOR = 'wengong-demonstration-2nd-factor';

/** One way into the demonstration. */
export interface SignIn {
  readonly who: string;
  readonly whoEn: string;
  readonly how: 'phone-code' | 'password';
  /** Phone number or account name. */
  readonly account: string;
  readonly password?: string;
  /** Base32, to be typed into an authenticator. */
  readonly totpSecret?: string;
  /** What the authenticator shows now. */
  readonly totpCode?: string;
  readonly palaceSlug?: string;
}

const WORKERS: readonly SignIn[] = [
  {
    who: `职工 ${LIN.name}（会员，有票待签到）`,
    whoEn: 'Worker, union member, with a ticket to check in now',
    how: 'phone-code',
    account: demoPhone(LIN.number),
    palaceSlug: LIN.slug,
  },
  {
    who: `职工 ${TIAN.name}（非会员）`,
    whoEn: 'Worker, not a union member',
    how: 'phone-code',
    account: demoPhone(TIAN.number),
    palaceSlug: TIAN.slug,
  },
];

/** The sign-ins that exist in this database, with the codes that are good now. */
export async function signInsOf(reader: Reader, keys: Keys, now: Date): Promise<SignIn[]> {
  const phones = WORKERS.map(({ account }) => keys.fingerprint(`+86${account}`));
  const { rows } = await sql<{ account: string }>`
    select username as account from auth_user where username = any (${ACCOUNTS.map((each) => each.account)}::text[])
    union all
    select given.phone from unnest(${WORKERS.map((each) => each.account)}::text[], ${phones}::bytea[])
      as given (phone, hash) join person on person.phone_hash = given.hash`.execute(reader);
  const present = new Set(rows.map((row) => row.account));
  const staff = ACCOUNTS.map(
    ({ who, whoEn, account, palace }): SignIn => ({
      who,
      whoEn,
      how: 'password',
      account,
      password: DEMO_PASSWORD,
      totpSecret: base32(DEMO_SECOND_FACTOR),
      totpCode: totpCode(DEMO_SECOND_FACTOR, now),
      ...(palace === undefined ? {} : { palaceSlug: palace.slug }),
    }),
  );
  return [...WORKERS, ...staff].filter(({ account }) => present.has(account));
}
