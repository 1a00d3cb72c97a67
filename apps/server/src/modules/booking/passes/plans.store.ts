import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { PassPlanRow, PassTables } from './passes.tables.ts';

const db = tablesOf<PassTables>();

/** A plan as it is now, with how many passes of all its versions were issued. */
export interface PlanSeen extends PassPlanRow {
  readonly issued: number;
}

/** Plans of a palace as they are now, those on sale first. */
export async function plansOf(reader: Reader | Tx, palaceId: string): Promise<PlanSeen[]> {
  const { rows } = await sql<PlanSeen>`
    select latest.*, (select count(*)::int from pass where pass.palace_id = latest.palace_id
        and pass.plan_id = latest.id) as issued
    from (select distinct on (id) * from pass_plan where palace_id = ${palaceId} order by id, version desc) as latest
    order by on_sale desc, name, id`.execute(reader);
  return rows;
}

export const planOf = async (
  reader: Reader | Tx,
  palaceId: string,
  planId: string,
): Promise<PlanSeen | undefined> => (await plansOf(reader, palaceId)).find((plan) => plan.id === planId);

/** Writes a version; the constraint `pass_plan_version` refuses one that exists. */
export const insertPlan = (tx: Tx, row: PassPlanRow) =>
  db
    .write(tx)
    .insertInto('pass_plan')
    .values({ ...row, scope: sql`${JSON.stringify(row.scope)}::jsonb` })
    .execute();
