import { listContestCertificates, revokeContestCertificate, type StaffCertificate } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import type { ContestCertificateRow } from '../contest.tables.ts';
import { findContest } from '../find-contest.ts';
import { contentOf } from './certificate.ts';
import { certificatesOfContest, lockCertificate, revokeCertificate } from './certificates.store.ts';

export const listContestCertificatesAction = handle(listContestCertificates, async ({ params, reader }) => {
  await findContest(reader, params);
  return { items: (await certificatesOfContest(reader, params)).map(present) };
});

/** The row stays, and so does its signature: whoever checks the code learns that it was withdrawn, and why. */
export const revokeContestCertificateAction = handle(
  revokeContestCertificate,
  async ({ params, body, actor, tx, now }) => {
    const row = await lockCertificate(tx, params, params.certificateId);
    if (row === undefined) throw new Problem('not-found');
    if (row.revoked_at !== null) throw new Problem('certificate-revoked');
    const change = { revoked_at: now, revoke_reason: body.reason, revoked_by: actor.personId };
    await revokeCertificate(tx, row, change);
    await recordAudit(tx, {
      palaceId: params.palaceId,
      actor,
      action: 'contest.revoke-certificate',
      subject: { type: 'contest-certificate', id: row.id },
      before: { code: row.code, prize: row.prize },
      after: { reason: body.reason },
      at: now,
    });
    return present({ ...row, ...change });
  },
);

function present(row: ContestCertificateRow): StaffCertificate {
  const content = contentOf(row);
  return {
    id: row.id,
    code: row.code,
    entryId: row.entry_id,
    entryNumber: content.entryNumber,
    entryTitle: content.entryTitle,
    entrantName: content.entrantName,
    prize: content.prize,
    prizeEn: content.prizeEn,
    issuedAt: row.issued_at.toISOString(),
    revokedAt: row.revoked_at?.toISOString() ?? null,
    revokeReason: row.revoke_reason,
  };
}
