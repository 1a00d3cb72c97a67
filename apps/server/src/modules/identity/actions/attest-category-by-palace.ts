import { attestCategoryByPalace } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import type { Identity } from '../identity.context.ts';
import { changeAttestation } from '../membership/attest-category.ts';

export const attestCategoryByPalaceAction = (identity: Identity) =>
  handle(attestCategoryByPalace, ({ actor, params: { palaceId }, body, tx, now }) =>
    changeAttestation(tx, identity, { ...body, palaceId, actor, now }),
  );
