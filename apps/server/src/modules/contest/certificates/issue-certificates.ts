import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { findPalace } from '../../network/index.ts';
import type { Contest } from '../contest.store.ts';
import type { ContestCertificateRow } from '../contest.tables.ts';
import { type CertificateContent, newCertificateCode, signCertificate } from './certificate.ts';
import { insertCertificates, prizeWinners } from './certificates.store.ts';

/** Issues a certificate to every entry that won a prize in the last round. */
export async function issueCertificates(
  tx: Tx,
  deps: Pick<Deps, 'keys'>,
  contest: Contest,
  now: Date,
): Promise<void> {
  const { definition } = contest;
  const key = { palaceId: contest.palace_id, contestId: contest.id };
  const palace = await findPalace(tx, key.palaceId);
  if (palace === undefined) throw new Problem('not-found');
  const winners = await prizeWinners(tx, key, definition.rounds.length - 1);
  const rows = winners.map((winner): ContestCertificateRow => {
    const category = definition.categories.find((each) => each.key === winner.category);
    const prize = definition.prizes.find((each) => each.key === winner.prize);
    const content: CertificateContent = {
      code: newCertificateCode(),
      palaceName: palace.name,
      palaceNameEn: palace.name_en,
      contestTitle: definition.title,
      contestTitleEn: definition.titleEn,
      entryNumber: winner.number,
      entryTitle: winner.title,
      entrantName: winner.entrant_name,
      category: category?.name ?? winner.category,
      categoryEn: category?.nameEn ?? winner.category,
      prize: prize?.name ?? winner.prize,
      prizeEn: prize?.nameEn ?? winner.prize,
      issuedAt: now.toISOString(),
    };
    const text = JSON.stringify(content);
    return {
      palace_id: key.palaceId,
      id: newId(),
      contest_id: key.contestId,
      entry_id: winner.entry_id,
      prize: winner.prize,
      code: content.code,
      content: text,
      signature: signCertificate(deps.keys, text),
      issued_at: now,
      revoked_at: null,
      revoke_reason: '',
      revoked_by: null,
    };
  });
  await insertCertificates(tx, rows);
}
