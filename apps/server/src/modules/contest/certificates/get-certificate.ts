import { getContestCertificate } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { findPalace } from '../../network/index.ts';
import { contentOf, isGenuine } from './certificate.ts';
import { certificateByCode } from './certificates.store.ts';

/** Shows what was signed, not what the rows say now: a name changed afterwards changes no certificate. */
export const getContestCertificateAction = handle(getContestCertificate, async ({ params, reader, deps }) => {
  const row = await certificateByCode(reader, params.code);
  if (row === undefined) throw new Problem('not-found');
  const palace = await findPalace(reader, row.palace_id);
  if (palace === undefined) throw new Problem('not-found');
  const content = contentOf(row);
  return {
    ...content,
    palaceId: row.palace_id,
    palaceSlug: palace.slug,
    contestId: row.contest_id,
    entryId: row.entry_id,
    genuine: content.code === row.code && isGenuine(deps.keys, row.content, row.signature),
    revokedAt: row.revoked_at?.toISOString() ?? null,
    revokeReason: row.revoke_reason,
  };
});
