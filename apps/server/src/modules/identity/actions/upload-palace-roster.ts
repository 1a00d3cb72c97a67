import { uploadPalaceRoster } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { localeOf } from '../../../kernel/http/problems.ts';
import { handle } from '../../../kernel/module.ts';
import type { Identity } from '../identity.context.ts';
import { unionOfPalace } from '../membership/roster.store.ts';
import { uploadRoster } from '../membership/upload-roster.ts';

export const uploadPalaceRosterAction = (identity: Identity) =>
  handle(uploadPalaceRoster, async ({ actor, params: { palaceId }, body, headers, tx, now }) => {
    const unionId = await unionOfPalace(tx, palaceId);
    if (unionId === null) throw new Problem('not-found');
    return uploadRoster(tx, identity, { ...body, unionId, palaceId, actor, locale: localeOf(headers), now });
  });
