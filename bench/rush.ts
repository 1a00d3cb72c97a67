import pg from 'pg';
import { onStage, type Stage } from '../tools/stage.ts';
import { type BookStage, prepareBooking, type Scene } from './book-stage.ts';
import { percentile, report } from './harness.ts';
import { load } from './load.ts';
import type { LoadResult } from './load-process.ts';

const CLIENTS = 512;
/** The same server with a transaction a claim, as one would write it by hand. */
const ALONE = { WENGONG_BOOKING_BATCH: '1', WENGONG_SOLD_OUT_MS: '0' };
/** Its crowd: as many as it can seat within a time worth waiting for. */
const ALONE_CROWD = 5000;
const WARM_UP: Scene = { sessions: 2, seats: 500, workers: 4000 };

/** Baoji's first day: 50,000 arrive at once for the 5,000 places of one session. Each comes with a key of their own. */
export async function benchRush(): Promise<void> {
  await onStage({ demo: false, env: { WENGONG_DEMO: '1' } }, async (stage) => {
    const scene = { sessions: 1, seats: 5000, workers: 50_000 };
    const one = await rush(stage, [stage.url], scene);
    const other = await stage.serve();
    const two = await rush(stage, [stage.url, other.url], scene);
    await other.stop();
    const baseline = await rushAlone(stage, { ...scene, workers: ALONE_CROWD });
    reportRush('rush', one, baseline);
    report('rush', { metric: 'confirmed_two_servers', value: two.perSecond, unit: 'confirmed_per_s' });
    report('rush', { metric: 'latency_p99_two_servers', value: two.p99, unit: 'p99_ms' });
  });
}

/** The same over 100 sessions: 20,000 workers, 10,000 places. */
export async function benchRushMixed(): Promise<void> {
  await onStage({ demo: false, env: { WENGONG_DEMO: '1' } }, async (stage) => {
    const scene = { sessions: 100, seats: 100, workers: 20_000 };
    const gathered = await rush(stage, [stage.url], scene);
    reportRush('rush-mixed', gathered, await rushAlone(stage, { ...scene, workers: ALONE_CROWD }));
  });
}

/** How fast those are told that it is sold out who come too late: 50,000 for a session that is full already. */
export async function benchSoldOut(): Promise<void> {
  await onStage({ demo: false, env: { WENGONG_DEMO: '1' } }, async (stage) => {
    const scene = { sessions: 1, seats: 100, workers: 50_000 };
    const remembered = await rush(stage, [stage.url], scene);
    const asking = await rushAlone(stage, { ...scene, workers: ALONE_CROWD });
    const name = 'a transaction a claim, the same server';
    report('soldout', {
      metric: 'refused',
      value: remembered.refusedPerSecond,
      unit: 'refused_per_s',
      baseline: { name, value: asking.refusedPerSecond },
    });
    report('soldout', {
      metric: 'latency_p99',
      value: remembered.refusedP99,
      unit: 'p99_ms',
      baseline: { name, value: asking.refusedP99 },
    });
  });
}

interface Figures {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly refusedPerSecond: number;
  readonly refusedP99: number;
  /** Share of the load generator in one processor. */
  readonly generator: number;
}

function reportRush(bench: string, here: Figures, alone: Figures): void {
  const name = 'a transaction a claim, the same server';
  const line = (metric: string, unit: string, of: (figures: Figures) => number) =>
    report(bench, { metric, unit, value: of(here), baseline: { name, value: of(alone) } });
  line('confirmed', 'confirmed_per_s', (each) => each.perSecond);
  line('latency_p50', 'p50_ms', (each) => each.p50);
  line('latency_p99', 'p99_ms', (each) => each.p99);
  report(bench, { metric: 'refused', value: here.refusedPerSecond, unit: 'refused_per_s' });
  report(bench, { metric: 'load_generator', value: here.generator * 100, unit: 'percent_of_a_core' });
}

async function rushAlone(stage: Stage, scene: Scene): Promise<Figures> {
  const alone = await stage.serve(ALONE);
  const figures = await rush(stage, [alone.url], scene);
  await alone.stop();
  return figures;
}

/** A crowd for a scene of its own, on servers that have run for a moment. */
async function rush({ databaseUrl }: Stage, urls: readonly string[], scene: Scene): Promise<Figures> {
  const ports = urls.map((url) => Number(new URL(url).port));
  await arrive(ports, await prepareBooking(databaseUrl, WARM_UP));
  const here = await prepareBooking(databaseUrl, scene);
  const result = await arrive(ports, here);
  await mustHold(databaseUrl, here, scene, result);
  return figuresOf(result);
}

const arrive = (ports: readonly number[], { palaceId, sessionIds, cookies }: BookStage) =>
  load({
    ports,
    clients: CLIENTS,
    arrivals: cookies.map((cookie, index) => ({
      path: `/api/v1/palaces/${palaceId}/sessions/${sessionIds[index % sessionIds.length]}/bookings`,
      key: `arrival-${palaceId}-${index}`,
      cookie,
    })),
  });

function figuresOf({ status, at, waited, seconds, cpu }: LoadResult): Figures {
  const indexes = [...status.keys()];
  const won = indexes.filter((index) => status[index] === 201);
  const lost = indexes.filter((index) => status[index] === 409);
  const soldOutAt = Math.max(...won.map((index) => at[index] as number));
  const after = lost.filter((index) => (at[index] as number) > soldOutAt);
  const waits = (of: readonly number[]) => of.map((index) => waited[index] as number);
  return {
    perSecond: won.length / (soldOutAt / 1000),
    p50: percentile(waits(won), 0.5),
    p99: percentile(waits(won), 0.99),
    refusedPerSecond: after.length / (seconds - soldOutAt / 1000),
    refusedP99: percentile(waits(after), 0.99),
    generator: cpu / seconds,
  };
}

/** Every place is taken, nobody was told otherwise than the table says, and nothing but yes and "sold out" was said. */
async function mustHold(
  databaseUrl: string,
  { palaceId }: BookStage,
  { sessions, seats, workers }: Scene,
  { status }: LoadResult,
): Promise<void> {
  const confirmed = await count(databaseUrl, palaceId);
  const told = status.filter((each) => each === 201).length;
  if (told !== confirmed) throw new Error(`${told} were told yes, ${confirmed} are in the table`);
  const places = Math.min(sessions * seats, workers);
  if (confirmed !== places) throw new Error(`${confirmed} of ${places} places were taken`);
  const other = status.find((each) => each !== 201 && each !== 409);
  if (other !== undefined) throw new Error(`an arrival was answered with ${other}`);
}

async function count(databaseUrl: string, palaceId: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ count: string }>(
      "select count(*) from booking where palace_id = $1 and status = 'confirmed'",
      [palaceId],
    );
    return Number(rows[0]?.count ?? 0);
  } finally {
    await client.end();
  }
}
