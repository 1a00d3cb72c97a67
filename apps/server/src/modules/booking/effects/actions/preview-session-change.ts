import { previewSessionChange } from '@wengong/contract';
import { handle } from '../../../../kernel/module.ts';
import { bookedAmong } from '../effects.store.ts';

export const previewSessionChangeAction = handle(previewSessionChange, ({ params, reader }) =>
  bookedAmong(reader, params.palaceId, [params.sessionId]),
);
