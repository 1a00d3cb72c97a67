import { createTeam } from '@wengong/contract';
import type { Tx } from '../../../../kernel/db.ts';
import { Problem } from '../../../../kernel/errors.ts';
import { newId } from '../../../../kernel/ids.ts';
import { handle } from '../../../../kernel/module.ts';
import { lockSharedOut, setApart } from '../../allotments/share-out.ts';
import { termsOf } from '../../book-session.ts';
import { obstacleOf } from '../../booking.rules.ts';
import { standingRow } from '../../credit/standing.store.ts';
import { policyInForce } from '../../rules/policy.store.ts';
import { lockQuotas } from '../../seats/engagement.store.ts';
import { ensureQuota } from '../../transfer/hand-over.store.ts';
import { takeSeat } from '../take-seat.ts';
import { presentTeam } from '../teams.present.ts';
import { latestNameBy, MOST_TEAMS, nameByOf, teamsAllowed } from '../teams.rules.ts';
import { insertTeam, teamOf } from '../teams.store.ts';

/** Its seats are an allotment out of everybody's. Locks the leader, then the pools; what a leader may have is a key. */
export const createTeamAction = handle(createTeam, async ({ params, body, actor, tx, deps, now }) => {
  const { palaceId, sessionId } = params;
  const policy = await policyInForce(tx, palaceId, now);
  await refuseLowCredit(tx, palaceId, actor.personId, now);
  const maximum = policy.max_active_per_person;
  await ensureQuota(tx, { palace_id: palaceId, person_id: actor.personId, maximum });
  await lockQuotas(tx, palaceId, [actor.personId]);
  const shared = await lockSharedOut(tx, params, now);
  const { session } = shared;
  const obstacle = obstacleOf(termsOf(session), actor, now);
  if (obstacle !== null) throw new Problem(obstacle);
  if (!teamsAllowed(policy, session)) throw new Problem('team-not-here');
  if (body.seats > policy.team_seats) throw new Problem('team-too-large', { max: policy.team_seats });
  const latest = latestNameBy(policy, session, now);
  if (latest === null) throw new Problem('team-too-late');
  const closesAt = nameByOf(body.nameBy === undefined ? undefined : new Date(body.nameBy), latest, now);
  if (closesAt === null) throw new Problem('team-name-by', { latest: latest.toISOString() });
  const pool = await setApart(
    tx,
    deps,
    shared,
    {
      id: newId(),
      kind: 'block',
      parent: null,
      category: null,
      unionId: null,
      label: body.label,
      seats: body.seats,
      returnsAt: closesAt,
      createdBy: actor.personId,
    },
    now,
  );
  const written = await insertTeam(tx, {
    palace_id: palaceId,
    id: pool.id,
    session_id: sessionId,
    leader_id: actor.personId,
    label: body.label,
    seats: body.seats,
    link_id: newId(),
    created_at: now,
    closes_at: closesAt,
  });
  if (!written) throw new Problem('too-many-teams', { max: MOST_TEAMS });
  if (body.joinMyself) await takeSeat(tx, deps, { teamId: pool.id, session, person: actor }, now);
  return presentTeam(tx, deps.keys, await teamOf(tx, actor.personId, pool.id), now);
});

/** Whose credit is low books for themselves. */
async function refuseLowCredit(tx: Tx, palaceId: string, personId: string, now: Date): Promise<void> {
  const standing = await standingRow(tx, { palaceId, personId }, now);
  if (standing?.companions === false) throw new Problem('companions-not-now');
}
