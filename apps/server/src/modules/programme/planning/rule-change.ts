import type { RepeatRule, SessionTemplate } from '@wengong/contract';
import type { Reader } from '../../../kernel/db.ts';
import type { Day } from '../../../kernel/zone.ts';
import { findPalace } from '../../network/index.ts';
import type { SessionRow } from '../programme.tables.ts';
import { isElsewhere } from './replan-session.ts';
import { changeOf, isOpen, planOn } from './session-rule.rules.ts';
import { ruleById, sessionsOfRule } from './session-rule.store.ts';

export interface WantedRule {
  readonly palaceId: string;
  readonly ruleId: string;
  readonly from: Day;
  readonly repeat: RepeatRule;
  readonly place: Pick<SessionTemplate, 'startTime' | 'endTime' | 'spaceId'>;
}

/** Ids of the sessions that a changed rule would come across. */
export interface RuleChange {
  readonly added: number;
  /** Of another time or room: who booked is told. */
  readonly moved: readonly string[];
  readonly kept: readonly string[];
  readonly dropped: readonly string[];
}

/** What a changed rule would do, by the same rules that change it; null when there is no such rule. */
export async function ruleChange(reader: Reader, wanted: WantedRule, now: Date): Promise<RuleChange | null> {
  const { palaceId, ruleId, from, repeat, place } = wanted;
  const rule = await ruleById(reader, palaceId, ruleId);
  const palace = await findPalace(reader, palaceId);
  if (rule === undefined || palace === undefined) return null;
  const sessions = await sessionsOfRule(reader, palaceId, ruleId);
  const change = changeOf(
    sessions.map((row) => ({ id: row.id, day: row.rule_day ?? '', open: isOpen(row, now) })),
    repeat,
    from,
  );
  const template = { ...rule.template, ...place };
  const moves = (row: SessionRow) => {
    const plan = planOn(row.rule_day ?? '', template, palace.time_zone, now);
    return isElsewhere(row, {
      starts_at: new Date(plan.startsAt),
      ends_at: new Date(plan.endsAt),
      space_id: plan.spaceId,
    });
  };
  const kept = sessions.filter((row) => change.kept.includes(row.id));
  return {
    added: change.added.length,
    moved: kept.filter(moves).map((row) => row.id),
    kept: kept.filter((row) => !moves(row)).map((row) => row.id),
    dropped: change.dropped,
  };
}
