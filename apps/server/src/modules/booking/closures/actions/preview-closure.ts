import { previewClosure } from '@wengong/contract';
import { handle } from '../../../../kernel/module.ts';
import { closingEffects } from '../closing-effects.ts';

export const previewClosureAction = handle(previewClosure, ({ params, query, reader, now }) =>
  closingEffects(
    reader,
    {
      palaceId: params.palaceId,
      spaceId: query.spaceId ?? null,
      startsAt: new Date(query.startsAt),
      endsAt: new Date(query.endsAt),
    },
    now,
  ),
);
