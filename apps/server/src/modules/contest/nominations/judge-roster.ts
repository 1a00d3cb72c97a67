import type { NominationVerdict } from '@wengong/contract';
import type { Keys } from '../../../kernel/crypto.ts';
import type { Reader, Tx } from '../../../kernel/db.ts';
import { phoneHolders } from '../../identity/index.ts';
import type { Contest } from '../contest.store.ts';
import { judgeNominations, type NominatedRow } from './nominations.rules.ts';
import { nominatedFacts } from './nominations.store.ts';

/** A row with what would become of it. */
export interface Judged {
  readonly row: NominatedRow;
  readonly verdict: NominationVerdict;
  /** Who holds the number; null for nobody, or without a number. */
  readonly personId: string | null;
}

/** What would become of every row if it were nominated now, in a fixed number of reads. */
export async function judgeRoster(
  reader: Reader | Tx,
  keys: Keys,
  { contest, unionId, now }: { readonly contest: Contest; readonly unionId: string; readonly now: Date },
  rows: readonly NominatedRow[],
): Promise<Judged[]> {
  const phones = [...new Set(rows.flatMap(({ phone }) => (phone === null ? [] : [phone])))];
  const hashes = new Map(phones.map((phone) => [phone, keys.fingerprint(phone)]));
  const holders = await phoneHolders(reader, [...hashes.values()], now);
  const holderOf = (phone: string) =>
    holders.get((hashes.get(phone) as Buffer).toString('hex'))?.personId ?? null;
  const key = { palaceId: contest.palace_id, contestId: contest.id, unionId };
  const facts = await nominatedFacts(
    reader,
    key,
    phones.map((phone) => ({ hash: hashes.get(phone) as Buffer, personId: holderOf(phone) })),
  );
  const { definition } = contest;
  const verdicts = judgeNominations(definition, rows, (phone) => {
    const known = facts.get((hashes.get(phone) as Buffer).toString('hex'));
    return {
      unknown: holderOf(phone) === null,
      nominated: known?.nominated ?? [],
      left: definition.entriesAPerson - (known?.taken ?? 0),
    };
  });
  return rows.map((row, index) => ({
    row,
    verdict: verdicts[index] as NominationVerdict,
    personId: row.phone === null ? null : holderOf(row.phone),
  }));
}
