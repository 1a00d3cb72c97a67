import { attestCategoryByUnion } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import type { Identity } from '../identity.context.ts';
import { changeAttestation } from '../membership/attest-category.ts';

export const attestCategoryByUnionAction = (identity: Identity) =>
  handle(attestCategoryByUnion, ({ actor, body, tx, now }) =>
    changeAttestation(tx, identity, { ...body, palaceId: null, actor, now }),
  );
