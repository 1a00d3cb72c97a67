import { verifyAudit } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { verifyAuditChain } from '../audit/verify-chain.ts';

export const verifyAuditAction = handle(verifyAudit, ({ params, reader }) =>
  verifyAuditChain(reader, params.palaceId),
);
