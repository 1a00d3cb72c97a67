import type { RosterVerdict } from '@wengong/contract';
import type { Keys } from '../../../kernel/crypto.ts';
import type { Reader, Tx } from '../../../kernel/db.ts';
import { type PhoneHolder, phoneHolders } from '../../identity/index.ts';
import { freeOf } from '../allotments/allotments.rules.ts';
import { isOpenTo, tokensOf } from '../seats/seats.rules.ts';
import { type Group, vouchedFor } from './group.ts';
import { bookingFacts, invitedNumbers } from './groups.store.ts';
import { judge, type RosterEntry } from './roster.rules.ts';

/** A row with what would become of it. */
export interface Judged {
  readonly entry: RosterEntry;
  readonly verdict: RosterVerdict;
  /** Who holds the number; undefined without a number. */
  readonly holder: (PhoneHolder & { readonly hash: Buffer }) | undefined;
}

/**
 * What would become of every row if it were enrolled now, in a fixed number of reads. Advice: enrolling is judged by
 * the database.
 */
export async function judgeRoster(
  reader: Reader | Tx,
  keys: Keys,
  group: Group,
  entries: readonly RosterEntry[],
  now: Date,
): Promise<Judged[]> {
  const { pool, session } = group;
  const phones = new Set(entries.flatMap(({ phone }) => (phone === null ? [] : [phone])));
  const hashes = new Map([...phones].map((phone) => [phone, keys.fingerprint(phone)]));
  const holders = await phoneHolders(reader, [...hashes.values()], now);
  const people = [...holders.values()].flatMap(({ personId }) => (personId === null ? [] : [personId]));
  const facts = await bookingFacts(reader, session, people, now);
  const invited = await invitedNumbers(reader, session, [...hashes.values()]);
  const holderOf = (phone: string) => {
    const hash = hashes.get(phone) as Buffer;
    return { ...(holders.get(hash.toString('hex')) as PhoneHolder), hash };
  };
  const verdicts = judge(
    entries,
    (phone) => {
      const holder = holderOf(phone);
      const known = holder.personId === null ? undefined : facts.get(holder.personId);
      return {
        unknown: holder.personId === null,
        invited: invited.has(holder.hash.toString('hex')),
        booked: known?.booked ?? false,
        engaged: known?.engaged ?? false,
        full: known?.full ?? false,
        eligible: isEligible(group, holder, now),
      };
    },
    freeOf(pool),
  );
  return entries.map((entry, index) => ({
    entry,
    verdict: verdicts[index] as RosterVerdict,
    holder: entry.phone === null ? undefined : holderOf(entry.phone),
  }));
}

/** Tokens with which a seat is claimed for whoever holds a number. */
export const tokensFor = ({ pool }: Group, holder: PhoneHolder): string[] => [
  ...tokensOf(holder),
  ...vouchedFor(pool),
];

function isEligible(group: Group, holder: PhoneHolder, now: Date): boolean {
  const { activity } = group.session;
  const admitted =
    activity.openTo !== 'categories' ||
    activity.categories.some((category) => holder.categories.includes(category));
  return admitted && isOpenTo(group.pool, tokensFor(group, holder), now);
}
