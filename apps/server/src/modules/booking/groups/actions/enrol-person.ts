import { enrolPerson, type RosterVerdict } from '@wengong/contract';
import { type ErrorCode, Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { normalisePhone } from '../../../identity/index.ts';
import { enrolAll } from '../enrol.ts';
import { openGroup } from '../group.ts';
import { judgeRoster } from '../judge-roster.ts';
import { verdictTexts } from '../roster.rules.ts';

const problems: Partial<Readonly<Record<RosterVerdict, ErrorCode>>> = {
  'phone-invalid': 'phone-invalid',
  'already-invited': 'already-invited',
};

/** Names one person; they are told, or a seat is kept for their number. */
export const enrolPersonAction = handle(enrolPerson, async ({ params, body, actor, tx, deps, now }) => {
  const group = await openGroup(tx, params, now);
  const entry = {
    row: 1,
    name: body.name,
    typed: body.phone,
    phone: normalisePhone(body.phone),
    staffNumber: body.staffNumber || null,
  };
  const judged = await judgeRoster(tx, deps.keys, group, [entry], now);
  return enrolAll(tx, deps, group, judged, {
    actor,
    now,
    onLost: ([lost]) => {
      const why = lost?.why ?? 'no-seat-left';
      const known = problems[why];
      if (known !== undefined) return new Problem(known);
      return new Problem('person-not-enrolled', { zh: verdictTexts[why].zh, en: verdictTexts[why].en });
    },
  });
});
