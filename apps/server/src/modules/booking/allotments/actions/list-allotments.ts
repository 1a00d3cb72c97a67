import { listAllotments } from '@wengong/contract';
import { handle } from '../../../../kernel/module.ts';
import { allotmentsOfSession } from '../allotments.present.ts';

export const listAllotmentsAction = handle(listAllotments, ({ params, reader, now }) =>
  allotmentsOfSession(reader, params.palaceId, params.sessionId, now),
);
