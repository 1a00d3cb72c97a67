import { sql } from 'kysely';
import type { Tx } from '../../../kernel/db.ts';
import type { ContestKey } from '../contest.store.ts';

export interface AppealRow {
  readonly id: string;
  readonly finding_id: string;
  readonly person_id: string;
  readonly state: 'waiting' | 'upheld' | 'dismissed';
  /** The entry that the votes were for is theirs. */
  readonly entrant: boolean;
}

/** Writes an appeal; `contest_void_appeal_once` refuses a second. */
export async function insertVoidAppeal(
  tx: Tx,
  appeal: { id: string; palaceId: string; findingId: string; personId: string; text: string; at: Date },
): Promise<void> {
  await sql`insert into contest_void_appeal (palace_id, id, finding_id, person_id, text, at)
    values (${appeal.palaceId}, ${appeal.id}, ${appeal.findingId}, ${appeal.personId}, ${appeal.text},
      ${appeal.at})`.execute(tx);
}

/** An appeal of a contest, held until the transaction ends; its round is held before. */
export async function lockAppeal(tx: Tx, key: ContestKey, appealId: string): Promise<AppealRow | undefined> {
  const { rows } = await sql<AppealRow>`
    select a.id, a.finding_id, a.person_id, a.state, coalesce(e.person_id = a.person_id, false) as entrant
    from lock_contest_appeal(${key.palaceId}, ${appealId}) a
      join contest_finding f on f.palace_id = a.palace_id and f.id = a.finding_id
      left join contest_entry e on e.palace_id = f.palace_id and e.id = f.entry_id
    where f.contest_id = ${key.contestId}`.execute(tx);
  return rows[0];
}

export interface Answer {
  readonly state: 'upheld' | 'dismissed';
  readonly answer: string;
  readonly by: string;
  readonly now: Date;
}

/** Decides an appeal; `contest_void_appeal_edge` refuses a decided one, `…_officer` who voided the votes. */
export async function decideAppeal(
  tx: Tx,
  key: ContestKey,
  appealId: string,
  { state, answer, by, now }: Answer,
): Promise<void> {
  await sql`update contest_void_appeal set state = ${state}, answer = ${answer}, decided_by = ${by},
    decided_at = ${now} where palace_id = ${key.palaceId} and id = ${appealId}`.execute(tx);
}

/** Upholds what still waits about a finding whose votes were all given back. Returns who is to be told. */
export async function upholdRest(
  tx: Tx,
  key: ContestKey,
  findingId: string,
  { answer, by, now }: Omit<Answer, 'state'>,
): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    update contest_void_appeal set state = 'upheld', answer = ${answer}, decided_by = ${by}, decided_at = ${now}
    where palace_id = ${key.palaceId} and finding_id = ${findingId} and state = 'waiting'
    returning person_id`.execute(tx);
  return rows.map((row) => row.person_id);
}
