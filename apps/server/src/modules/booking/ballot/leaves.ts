import { type EntryList, findLeaf, OUTCOME } from '@wengong/ballot';

/** The leaf of a line, in hexadecimal. */
export function leafAt({ leaves }: EntryList, index: number): string {
  const bytes = Buffer.alloc(32);
  for (let word = 0; word < 8; word += 1) bytes.writeInt32BE(leaves[index * 8 + word] as number, word * 4);
  return bytes.toString('hex');
}

const OUTCOME_OF = {
  'account-closed': OUTCOME.accountClosed,
  'membership-ended': OUTCOME.membershipEnded,
  'category-ended': OUTCOME.categoryEnded,
} as const;

/** Lines of voided entries with their outcome. Who was taken out before the closing has none. */
export function indexesOf(
  list: EntryList,
  voids: readonly { readonly leaf: string; readonly reason: keyof typeof OUTCOME_OF }[],
): Map<number, number> {
  const found = new Map<number, number>();
  for (const { leaf, reason } of voids) {
    const bytes = Buffer.from(leaf, 'hex');
    const index = findLeaf(
      list,
      Int32Array.from({ length: 8 }, (_, word) => bytes.readInt32BE(word * 4)),
    );
    if (index >= 0) found.set(index, OUTCOME_OF[reason]);
  }
  return found;
}
