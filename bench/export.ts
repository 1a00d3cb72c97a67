import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { onStage } from '../tools/stage.ts';
import { prepareDoor } from './checkin-stage.ts';
import { report } from './harness.ts';

/** `WENGONG_BENCH_ROWS` makes it smaller, to try it out. */
const ROWS = Number(process.env.WENGONG_BENCH_ROWS ?? 100_000);
const SAMPLE_MS = 50;

/**
 * 100,000 bookings of a palace as a file through the API, with names, masked numbers, activity, seats and admissions of
 * each, beside PostgreSQL's own `COPY … TO` of the bare rows; and how much the server's memory grew meanwhile.
 */
export async function benchExport(): Promise<void> {
  await onStage({ demo: false, env: { WENGONG_DEMO: '1' } }, async ({ url, databaseUrl }) => {
    const stage = await prepareDoor(databaseUrl, ROWS);
    const exportAs = (format: 'csv' | 'xlsx') => exported(url, stage, format);
    // The first one warms the server up: what it needs for any answer is not what an export needs.
    await exportAs('csv');
    const csv = await exportAs('csv');
    const xlsx = await exportAs('xlsx');
    const seconds = await copied(databaseUrl, stage.palaceId);
    const name = 'COPY (select … from booking join person) TO STDOUT';
    const rate = (took: number) => ROWS / took;
    const baseline = { name, value: rate(seconds) };
    report('export', { metric: 'csv', value: rate(csv.seconds), unit: 'rows_per_s', baseline });
    report('export', { metric: 'xlsx', value: rate(xlsx.seconds), unit: 'rows_per_s', baseline });
    const whole = { name: 'the whole file', value: csv.bytes / 1e6 };
    report('export', {
      metric: 'csv_memory',
      value: csv.grown / 1e6,
      unit: 'peak_mb_over_idle',
      baseline: whole,
    });
    report('export', {
      metric: 'xlsx_memory',
      value: xlsx.grown / 1e6,
      unit: 'peak_mb_over_idle',
      baseline: whole,
    });
    report('export', { metric: 'first_byte', value: csv.firstMs, unit: 'ms' });
  });
}

interface Exported {
  readonly seconds: number;
  readonly firstMs: number;
  readonly bytes: number;
  /** Peak resident memory of the server over what it had before, in bytes. */
  readonly grown: number;
}

async function exported(
  url: string,
  stage: { readonly palaceId: string; readonly cookie: string },
  format: 'csv' | 'xlsx',
): Promise<Exported> {
  const began = performance.now();
  const memory = watchMemory(url);
  const asked = await fetch(`${url}/api/v1/palaces/${stage.palaceId}/booking-exports`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: stage.cookie },
    body: JSON.stringify({ filter: {}, format, locale: 'zh' }),
  });
  if (asked.status !== 201) throw new Error(`export: answered ${asked.status}: ${await asked.text()}`);
  const { path, rows } = (await asked.json()) as { path: string; rows: number };
  if (rows !== ROWS) throw new Error(`export: ${rows} of ${ROWS} bookings`);
  const file = await fetch(url + path, { headers: { cookie: stage.cookie } });
  let [bytes, lines, firstMs] = [0, 0, 0];
  for await (const chunk of file.body ?? []) {
    firstMs ||= performance.now() - began;
    bytes += chunk.length;
    for (const byte of chunk) if (byte === 10) lines += 1;
  }
  if (file.status !== 200 || (format === 'csv' && lines !== ROWS + 1))
    throw new Error(`export: ${file.status}, ${lines} lines`);
  return { seconds: (performance.now() - began) / 1000, firstMs, bytes, grown: await memory.stop() };
}

/** Samples the server's resident memory as its metrics tell it. */
function watchMemory(url: string) {
  let [first, peak] = [0, 0];
  let over = false;
  const loop = (async () => {
    while (!over) {
      const text = await (await fetch(`${url}/metrics`)).text();
      const now = Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1] ?? 0);
      first ||= now;
      peak = Math.max(peak, now);
      await new Promise((resolve) => setTimeout(resolve, SAMPLE_MS));
    }
  })();
  return {
    async stop() {
      over = true;
      await loop;
      return peak - first;
    },
  };
}

/** Seconds in which the same rows come out of PostgreSQL without being made readable. */
async function copied(databaseUrl: string, palaceId: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const began = performance.now();
    const rows = client.query(
      copyTo(`copy (select b.id, a.title, b.starts_at, b.ends_at, p.display_name, p.phone_cipher, b.seats, b.status,
          b.price_fen, b.member_price, b.queued_at
        from booking b join session s on s.palace_id = b.palace_id and s.id = b.session_id
          join activity a on a.palace_id = s.palace_id and a.id = s.activity_id join person p on p.id = b.person_id
        where b.palace_id = ${client.escapeLiteral(palaceId)} order by b.id) to stdout (format csv)`),
    );
    for await (const _ of rows);
    return (performance.now() - began) / 1000;
  } finally {
    await client.end();
  }
}
