import { appealContestVoid, decideVoidAppeal } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { contestAppealDecided } from '../contest.events.ts';
import { lockRound } from '../contest.store.ts';
import { findContest } from '../find-contest.ts';
import { decideAppeal, insertVoidAppeal, lockAppeal, upholdRest } from './appeals.store.ts';
import { concerns, decideFinding, findingById, findingOfAppeal } from './findings.store.ts';
import { presentFindings } from './present-findings.ts';
import { restoreVotes } from './rulings.store.ts';

/** The round is held: none is closed while an appeal comes in. */
export const appealContestVoidAction = handle(appealContestVoid, async ({ params, body, actor, tx, now }) => {
  const seen = await findingById(tx, params, params.findingId);
  if (seen === undefined || !(await concerns(tx, seen, actor.personId))) throw new Problem('not-found');
  const round = await lockRound(tx, params, seen.round);
  if (round?.state !== 'open') throw new Problem('round-closed');
  const finding = await findingById(tx, params, params.findingId);
  if (finding?.state !== 'voided') throw new Problem('not-found');
  await insertVoidAppeal(tx, { ...params, id: newId(), personId: actor.personId, text: body.text, at: now });
  return { findingId: finding.id, at: now.toISOString() };
});

/**
 * Votes that an appeal gives back are a voter's own in the finding or, for who entered, all of it. The chain stays: the
 * ruling is a row beside it.
 */
export const decideVoidAppealAction = handle(
  decideVoidAppeal,
  async ({ params, body, actor, tx, deps, now }) => {
    const contest = await findContest(tx, params);
    const seen = await findingOfAppeal(tx, params, params.appealId);
    if (seen === undefined) throw new Problem('not-found');
    const round = await lockRound(tx, params, seen.round);
    if (round?.state !== 'open') throw new Problem('round-closed');
    const finding = await findingById(tx, params, seen.id);
    const appeal = await lockAppeal(tx, params, params.appealId);
    if (finding === undefined || appeal === undefined) throw new Problem('not-found');
    if (appeal.state !== 'waiting' || finding.state !== 'voided') throw new Problem('appeal-decided');
    if (finding.decided_by === actor.personId || appeal.person_id === actor.personId)
      throw new Problem('contest-other-officer');
    const upheld = body.decision === 'uphold';
    const answer = { answer: body.answer, by: actor.personId, now };
    await decideAppeal(tx, params, appeal.id, { state: upheld ? 'upheld' : 'dismissed', ...answer });
    const told = [appeal.person_id];
    if (upheld) {
      const personId = appeal.entrant ? null : appeal.person_id;
      await restoreVotes(tx, finding, { kind: 'appeal', personId, now });
      if (appeal.entrant) {
        const decision = { reason: body.answer, decided_by: actor.personId, decided_at: now };
        await decideFinding(tx, finding, { state: 'restored', ...decision });
        told.push(...(await upholdRest(tx, params, finding.id, answer)));
      }
    }
    await recordAudit(tx, {
      palaceId: params.palaceId,
      actor,
      action: `contest-appeal.${body.decision}`,
      subject: { type: 'contest-finding', id: finding.id },
      before: { appeal: appeal.id, entrant: appeal.entrant, voidedFor: finding.reason },
      after: { decision: body.decision, answer: body.answer },
      at: now,
    });
    await deps.bus.emit(
      tx,
      contestAppealDecided,
      ...told.map((personId) => ({
        palaceId: params.palaceId,
        contestId: params.contestId,
        personId,
        upheld,
        answer: body.answer,
        title: finding.title ?? contest.definition.title,
        contestTitle: contest.definition.title,
        contestTitleEn: contest.definition.titleEn,
      })),
    );
    const after = await findingById(tx, params, finding.id);
    const [presented] = await presentFindings(tx, deps, after === undefined ? [] : [after], actor.personId);
    if (presented === undefined) throw new Problem('not-found');
    return presented;
  },
);
