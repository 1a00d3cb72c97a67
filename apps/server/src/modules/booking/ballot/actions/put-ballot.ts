import { randomBytes } from 'node:crypto';
import { sha256, toHex } from '@wengong/ballot';
import { putBallot } from '@wengong/contract';
import type { Actor } from '../../../../kernel/actor.ts';
import type { Keys } from '../../../../kernel/crypto.ts';
import type { Tx } from '../../../../kernel/db.ts';
import { Problem } from '../../../../kernel/errors.ts';
import { newId } from '../../../../kernel/ids.ts';
import { handle } from '../../../../kernel/module.ts';
import { recordAudit } from '../../../identity/index.ts';
import { sessionForBooking } from '../../../programme/index.ts';
import { areInOrder, defaultWaiting, stateOf } from '../ballot.rules.ts';
import type { BallotRow } from '../ballot.tables.ts';
import { deskView } from '../ballot-views.ts';
import {
  type Ballot,
  ballotOfSession,
  ensureRules,
  insertBallot,
  lockBallot,
  rulesInForce,
  updateBallot,
} from '../ballots.store.ts';

/** Sets a ballot up with a seed of its own, which is committed to from now on; or changes one before it opens. */
export const putBallotAction = handle(putBallot, async ({ params, body, actor, tx, deps, now }) => {
  const session = await sessionForBooking(tx, params.palaceId, params.sessionId);
  if (session === null) throw new Problem('not-found');
  if (session.release !== 'ballot') throw new Problem('ballot-not-planned');
  if (session.status === 'cancelled') throw new Problem('session-called-off');
  const [opensAt, closesAt, drawsAt] = [
    new Date(body.opensAt),
    new Date(body.closesAt),
    new Date(body.drawsAt),
  ];
  if (!areInOrder({ opensAt, closesAt, drawsAt }, session.startsAt, now)) throw new Problem('ballot-times');
  await ensureRules(tx, params.palaceId, now);
  const rules = await rulesInForce(tx, params.palaceId, now);
  const settings = {
    rules_version: rules.version,
    opens_at: opensAt,
    closes_at: closesAt,
    draws_at: drawsAt,
    confirm_minutes: body.confirmMinutes ?? rules.confirm_minutes,
    waiting_places: body.waitingPlaces ?? defaultWaiting(session.capacity),
    public_source: body.publicSource ?? null,
  };
  const known = await ballotOfSession(tx, params.palaceId, params.sessionId);
  const ballot =
    known === undefined
      ? await setUp(tx, deps.keys, { ...params, actor, settings }, now)
      : await change(tx, known, settings, now);
  await recordAudit(tx, {
    palaceId: params.palaceId,
    actor,
    action: known === undefined ? 'ballot.set-up' : 'ballot.change',
    subject: { type: 'ballot', id: ballot.id },
    before: known === undefined ? null : settingsOf(known),
    after: settingsOf(ballot),
    at: now,
  });
  return deskView(tx, deps, ballot, session, now);
});

type Settings = Pick<
  BallotRow,
  | 'rules_version'
  | 'opens_at'
  | 'closes_at'
  | 'draws_at'
  | 'confirm_minutes'
  | 'waiting_places'
  | 'public_source'
>;

async function setUp(
  tx: Tx,
  keys: Keys,
  {
    palaceId,
    sessionId,
    actor,
    settings,
  }: { palaceId: string; sessionId: string; actor: Actor; settings: Settings },
  now: Date,
): Promise<Ballot> {
  const seed = randomBytes(32);
  const row = {
    ...settings,
    palace_id: palaceId,
    id: newId(),
    session_id: sessionId,
    commitment: Buffer.from(sha256(seed)),
    seed_sealed: keys.seal(toHex(seed)),
    public_value: null,
    public_value_by: null,
    public_value_confirmed_by: null,
    closed_at: null,
    entry_set_hash: null,
    entries: null,
    slips: null,
    drawn_at: null,
    seed: null,
    header: null,
    won: null,
    waiting: null,
    voided: null,
    called_off_at: null,
    created_by: actor.personId,
    created_at: now,
  };
  await insertBallot(tx, row);
  return { ...row, reserved_pools: [] };
}

async function change(tx: Tx, known: Ballot, settings: Settings, now: Date): Promise<Ballot> {
  const locked = await lockBallot(tx, { palaceId: known.palace_id, ballotId: known.id });
  if (locked === undefined || stateOf(locked, now) !== 'planned') throw new Problem('ballot-begun');
  return updateBallot(tx, locked, settings);
}

const settingsOf = (ballot: Ballot) => ({
  opensAt: ballot.opens_at.toISOString(),
  closesAt: ballot.closes_at.toISOString(),
  drawsAt: ballot.draws_at.toISOString(),
  confirmMinutes: ballot.confirm_minutes,
  waitingPlaces: ballot.waiting_places,
  publicSource: ballot.public_source,
  commitment: ballot.commitment.toString('hex'),
});
