import { sql } from 'kysely';
import { newId } from '../kernel/ids.ts';
import { insertPalace, insertUnion, type PalaceRow } from '../modules/network/index.ts';
import type { TestApp } from './app.ts';

/** A palace of its own for a test, under its own city union. Overrides are columns of `palace`. */
export async function createPalace(app: TestApp, overrides: Partial<PalaceRow> = {}): Promise<PalaceRow> {
  return app.deps.db.transact(async (tx) => {
    const label = newId().replaceAll('-', '');
    const nation = await sql<{
      id: string;
    }>`select id from union_node where level = 'nation'`.execute(tx);
    let nationId = nation.rows[0]?.id;
    if (nationId === undefined) {
      nationId = newId();
      await insertUnion(tx, {
        id: nationId,
        parent_id: null,
        path: 'cn',
        level: 'nation',
        name: '全国总工会',
        name_en: 'National federation',
        division_code: null,
      });
    }
    const unionId = newId();
    await insertUnion(tx, {
      id: unionId,
      parent_id: nationId,
      path: `cn.u${label}`,
      level: 'city',
      name: '测试市总工会',
      name_en: 'Test city federation',
      division_code: null,
    });
    const palace: PalaceRow = {
      id: newId(),
      slug: `t-${label.slice(-20)}`,
      union_id: unionId,
      name: '测试工人文化宫',
      name_en: 'Test workers’ palace',
      province: '江苏省',
      city: '测试市',
      district: '测试区',
      address: '人民路 1 号',
      latitude: null,
      longitude: null,
      time_zone: 'Asia/Shanghai',
      phone: null,
      opened_year: 1952,
      tagline: '',
      tagline_en: '',
      story: '',
      story_en: '',
      created_at: app.clock.now(),
      ...overrides,
    };
    await insertPalace(tx, palace);
    return palace;
  });
}
