import { createHash } from 'node:crypto';
import { getCertificateFile } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { localDay } from '../../../kernel/zone.ts';
import { findPalace } from '../../network/index.ts';
import { contentOf, isGenuine } from './certificate.ts';
import { certificateByCode } from './certificates.store.ts';
import { drawCertificate } from './draw-certificate.ts';

/** What is printed is what was signed. A certificate that was withdrawn is printed no more. */
export const getCertificateFileAction = handle(
  getCertificateFile,
  async ({ params, reader, deps, origin, setHeader }) => {
    const row = await certificateByCode(reader, params.code);
    if (row === undefined || !isGenuine(deps.keys, row.content, row.signature))
      throw new Problem('not-found');
    if (row.revoked_at !== null) throw new Problem('certificate-revoked');
    const palace = await findPalace(reader, row.palace_id);
    setHeader('cache-control', 'public, max-age=60, must-revalidate');
    setHeader('etag', `"${createHash('sha256').update(row.content).update(origin).digest('base64url')}"`);
    setHeader('content-disposition', `inline; filename="certificate-${row.code}.pdf"`);
    return drawCertificate(contentOf(row), {
      address: `${origin}/certificates/${row.code}`,
      day: localDay(row.issued_at, palace?.time_zone ?? 'Asia/Shanghai'),
    });
  },
);
