import pg from 'pg';
import { onStage, type Stage } from '../tools/stage.ts';
import { percentile, report } from './harness.ts';
import { prepareSearch } from './search-stage.ts';

const ACTIVITIES = 100_000;
const ROUNDS = 8;
const PAGE = 20;
/** Pages walked to by their cursors. */
const FAR = 500;

/** What people type: common and rare words, several, with a free hour, a whole title. */
const WORDS = [
  '广场舞',
  '太极拳',
  '短视频',
  '书法',
  '叉车',
  '无人机',
  '非遗剪纸',
  '亲子烘焙体验课',
  '青年吉他训练营',
  '女工心理减压讲座',
  '助教',
  '写作业',
];
/** What `LIKE` cannot be asked for. */
const ASKED = ['广场舞 周末', '瑜伽 下班后', '书法 免费 午间', 'gcw', 'taijiquan', 'gaungchangwu', '广场午'];

/**
 * Searches among 100,000 activities through the portal's own list over HTTP, beside `LIKE '%…%'` over title, summary
 * and story of the same rows asked of the database alone; and the list's page 500 beside its first.
 */
export async function benchSearch(): Promise<void> {
  await onStage({ demo: false }, async (stage) => {
    await prepareSearch(stage.databaseUrl, { activities: ACTIVITIES, now: new Date() });
    const client = new pg.Client({ connectionString: stage.databaseUrl });
    await client.connect();
    try {
      await compareWithLike(stage, client);
      await timePages(stage);
    } finally {
      await client.end();
    }
  });
}

async function compareWithLike({ url }: Stage, client: pg.Client): Promise<void> {
  const listed = await timed(WORDS, (q) => list(url, { q }));
  const like = await timed(WORDS, (q) => client.query(LIKE, [`%${q}%`, new Date()]));
  const asked = await timed(ASKED, (q) => list(url, { q }));
  const name = "LIKE '%…%' in the database alone, the same words and rows";
  for (const [metric, share, unit] of [
    ['chinese_words', 0.5, 'p50_ms'],
    ['chinese_words', 0.99, 'p99_ms'],
  ] as const) {
    const baseline = { name, value: percentile(like, share) };
    report('search', { metric, value: percentile(listed, share), unit, baseline });
  }
  const baseline = { name: 'Chinese words', value: percentile(listed, 0.99) };
  const value = percentile(asked, 0.99);
  report('search', { metric: 'hours_pinyin_and_mistyped', value, unit: 'p99_ms', baseline });
}

const LIKE = `select s.id, a.title from activity a join session s on s.palace_id = a.palace_id and s.activity_id = a.id
  where a.status = 'published' and s.ends_at > $2 and (a.title like $1 or a.summary like $1 or a.story like $1)
  order by s.starts_at, s.id limit ${PAGE}`;

/** Milliseconds of each call, after one of each that does not count. */
async function timed(words: readonly string[], call: (q: string) => Promise<unknown>): Promise<number[]> {
  for (const word of words) await call(word);
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const word of words) {
      const began = performance.now();
      await call(word);
      times.push(performance.now() - began);
    }
  }
  return times;
}

async function timePages({ url }: Stage): Promise<void> {
  const first = await timed(['', ''], () => list(url, {}));
  let cursor = '';
  for (let page = 1; page < FAR; page += 1) {
    cursor = (await list(url, cursor === '' ? {} : { cursor })).nextCursor ?? '';
  }
  const far = await timed(['', ''], () => list(url, { cursor }));
  report('search', {
    metric: `page_${FAR}_of_the_list`,
    value: percentile(far, 0.5),
    unit: 'p50_ms',
    baseline: { name: 'its first page', value: percentile(first, 0.5) },
  });
}

async function list(
  url: string,
  query: Record<string, string>,
): Promise<{ items: unknown[]; nextCursor: string | null }> {
  const search = new URLSearchParams({ ...query, limit: String(PAGE) });
  const answer = await fetch(`${url}/api/v1/sessions?${search}`);
  const page = (await answer.json()) as { items: unknown[]; nextCursor: string | null };
  if (answer.status !== 200 || page.items.length === 0) throw new Error(`${search} found nothing`);
  return page;
}
