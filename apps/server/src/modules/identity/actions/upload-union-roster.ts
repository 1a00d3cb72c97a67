import { uploadUnionRoster } from '@wengong/contract';
import { localeOf } from '../../../kernel/http/problems.ts';
import { handle } from '../../../kernel/module.ts';
import type { Identity } from '../identity.context.ts';
import { uploadRoster } from '../membership/upload-roster.ts';

export const uploadUnionRosterAction = (identity: Identity) =>
  handle(uploadUnionRoster, ({ actor, params: { unionId }, body, headers, tx, now }) =>
    uploadRoster(tx, identity, { ...body, unionId, palaceId: null, actor, locale: localeOf(headers), now }),
  );
