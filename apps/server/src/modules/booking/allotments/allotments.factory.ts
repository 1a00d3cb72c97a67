import { createAllotment } from '@wengong/contract';
import { sql } from 'kysely';
import { newId } from '../../../kernel/ids.ts';
import type { TestApp } from '../../../testkit/app.ts';
import { createStaff, type TestPerson } from '../../../testkit/person.ts';
import { insertUnion } from '../../network/index.ts';
import { keyOf, type TestSession } from '../booking.factory.ts';

/** A grassroots union below another one (the palace's, say). */
export async function createUnion(app: TestApp, aboveId: string, name = '测试厂工会'): Promise<string> {
  return app.deps.db.transact(async (tx) => {
    const { rows } = await sql<{ path: string }>`select path from union_node where id = ${aboveId}`.execute(
      tx,
    );
    const id = newId();
    await insertUnion(tx, {
      id,
      parent_id: aboveId,
      path: `${rows[0]?.path}.u${id.replaceAll('-', '')}`,
      level: 'grassroots',
      name,
      name_en: 'Test works union',
      division_code: null,
    });
    return id;
  });
}

/** Makes somebody a member of a union. */
export const joinUnion = (app: TestApp, person: TestPerson, unionId: string) =>
  app.deps.db.transact((tx) =>
    sql`insert into membership (person_id, union_id, method, verified_at, valid_until)
      values (${person.personId}, ${unionId}, 'roster', ${app.clock.now()}, '2099-12-31')`.execute(tx),
  );

export interface AllotmentWishes {
  readonly parentId?: string | null;
  readonly kind?: 'union' | 'walk_in' | 'category';
  readonly unionId?: string;
  readonly category?: 'migrant' | 'sanitation';
  readonly seats: number;
  /** Minutes from now; never unless given. */
  readonly returnsIn?: number;
}

/** The body of `createAllotment`. */
export const allotmentBody = (app: TestApp, wishes: AllotmentWishes) => ({
  parentId: wishes.parentId ?? null,
  kind: wishes.kind ?? ('union' as const),
  ...(wishes.unionId === undefined ? {} : { unionId: wishes.unionId }),
  ...(wishes.category === undefined ? {} : { category: wishes.category }),
  seats: wishes.seats,
  returnsAt:
    wishes.returnsIn === undefined
      ? null
      : new Date(app.clock.now().getTime() + wishes.returnsIn * 60_000).toISOString(),
});

/** Sets seats apart as a coordinator of the palace. Returns the new allotment's id and who made it. */
export async function allot(
  app: TestApp,
  session: TestSession,
  wishes: AllotmentWishes,
  as?: TestPerson,
): Promise<{ id: string; coordinator: TestPerson }> {
  const coordinator = as ?? (await createStaff(app, session.palaceId, ['coordinator']));
  const { pools } = await app.call(createAllotment, {
    params: keyOf(session),
    body: allotmentBody(app, wishes),
    as: coordinator,
  });
  const id =
    pools
      .map((pool) => pool.id)
      .toSorted()
      .at(-1) ?? '';
  return { id, coordinator };
}
