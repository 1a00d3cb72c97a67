import { Seed } from '../apps/server/src/demo/seed.ts';
import { createDatabase } from '../apps/server/src/kernel/db.ts';
import { newId } from '../apps/server/src/kernel/ids.ts';
import { rebuildListings } from '../apps/server/src/modules/programme/index.ts';

/** What titles are put together from: whom or when, what, in which form. */
const BEFORE =
  '周末 职工 亲子 零基础 夜校 午间 青年 车间 社区 非遗 公益 新市民 班组 退休 女工 户外劳动者 一线 假期 全民 老年'.split(
    ' ',
  );
const WHAT =
  '广场舞 太极拳 八段锦 书法 国画 摄影 剪纸 合唱 民乐 古筝 二胡 吉他 钢琴 羽毛球 乒乓球 瑜伽 游泳 篮球 象棋 围棋 烘焙 茶艺 插花 缝纫 电焊 叉车 短视频 直播带货 英语 手语 急救 心理减压 法律咨询 红色电影 朗诵 话剧 相声 评弹 木工 陶艺 编程 无人机 刺绣 面点'.split(
    ' ',
  );
const FORM = '入门班 提高班 体验课 公开课 沙龙 展演 大赛 讲座 训练营 工作坊 结课汇报 快闪 交流会'.split(' ');
const TELLS = [
  '自带水杯，鞋底不要太滑，教室里有热水。',
  '从最简单的一步开始，跟不上的人前排有助教。',
  '下班直接来，不用换衣服，孩子可以在旁边写作业。',
  '材料由工会准备，做好的作品自己带走。',
  '每次课都能单独听懂，缺一次不耽误下一次。',
  '夜班的工友可以补上午场，凭工牌进门。',
  '老师从厂里来，讲的都是车间里遇得到的事。',
  '结课有汇报演出，家属坐前三排。',
  '人多时分两组轮换，器材不够先到先用。',
  '雨天改到室内，地点以短信为准。',
];
const KINDS = ['course', 'sport', 'lecture', 'performance', 'film', 'contest'];

const PALACES = 50;
const HOUR = 3_600_000;

export interface SearchScene {
  readonly activities: number;
  readonly now: Date;
}

/** Fills an empty database with palaces whose activities have a title, a story and one session each. */
export async function prepareSearch(databaseUrl: string, scene: SearchScene): Promise<void> {
  const db = createDatabase({ url: databaseUrl, poolSize: 2 });
  try {
    for (let nth = 0; nth < PALACES; nth += 1) {
      await addPalace(db, nth, Math.ceil(scene.activities / PALACES), scene.now);
    }
    await db.pool.query('vacuum analyze');
  } finally {
    await db.close();
  }
}

async function addPalace(
  db: ReturnType<typeof createDatabase>,
  nth: number,
  activities: number,
  now: Date,
): Promise<void> {
  const seed = new Seed(`search ${nth}`);
  const [palaceId, unionId, personId, otherId] = [newId(), newId(), newId(), newId()];
  const rows = Array.from({ length: activities }, (_, index) => writeActivity(seed, now, index));
  const run = (text: string, values: unknown[]) => db.pool.query(text, values);
  await run(`insert into person (id, display_name, created_at) values ($1, '编辑', $3), ($2, '审核', $3)`, [
    personId,
    otherId,
    now,
  ]);
  await run(
    `insert into union_node (id, parent_id, path, level, name, name_en) values ($1, null, $2::ltree, 'nation', '测试工会', 'Test')`,
    [unionId, `s${nth}`],
  );
  await run(
    `insert into palace (id, slug, union_id, name, name_en, province, city, district, address, time_zone, created_at)
       values ($1, $2, $3, $4, $2, '测试省', $5, '城区', '测试路', 'Asia/Shanghai', $6)`,
    [palaceId, `search-${nth}`, unionId, `第${nth}工人文化宫`, `第${nth}市`, now],
  );
  await run(
    `insert into activity (palace_id, id, kind, title, summary, story, open_to, price_fen, member_price_fen,
         public_benefit, max_companions, organiser, status, created_by, submitted_by, reviewed_by, published_at,
         created_at, updated_at)
       select $1, (row->>'id')::uuid, row->>'kind', row->>'title', row->>'summary', row->>'story', 'everyone', 0, 0,
         true, 0, '', 'published', $2, $2, $3, $4, $4, $4 from jsonb_array_elements($5::jsonb) row`,
    [palaceId, personId, otherId, now, JSON.stringify(rows)],
  );
  await run(
    `insert into session (palace_id, id, activity_id, starts_at, ends_at, time_zone, capacity, booking_opens_at,
         booking_closes_at, status, created_at)
       select $1, (row->>'session')::uuid, (row->>'id')::uuid, (row->>'starts')::timestamptz,
         (row->>'starts')::timestamptz + interval '90 minutes', 'Asia/Shanghai', 30, $2,
         (row->>'starts')::timestamptz, 'scheduled', $2 from jsonb_array_elements($3::jsonb) row`,
    [palaceId, now, JSON.stringify(rows)],
  );
  await db.transact((tx) => rebuildListings(tx, { palaceId }, now));
}

function writeActivity(seed: Seed, now: Date, index: number) {
  const what = seed.pick(WHAT);
  return {
    id: newId(),
    session: newId(),
    kind: seed.pick(KINDS),
    title: `${seed.pick(BEFORE)}${what}${seed.pick(FORM)}${seed.chance(0.4) ? `·第${(index % 12) + 1}期` : ''}`,
    summary: seed.pick(TELLS),
    story: `${seed.pick(TELLS)}${seed.pick(TELLS)}${seed.chance(0.1) ? `想学${seed.pick(WHAT)}的人也欢迎。` : ''}${seed.pick(TELLS)}`,
    starts: new Date(now.getTime() + (1 + seed.int(24 * 90)) * HOUR).toISOString(),
  };
}
