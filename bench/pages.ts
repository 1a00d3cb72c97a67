import autocannon from 'autocannon';
import { onStage } from '../tools/stage.ts';
import { report } from './harness.ts';
import { startConstant } from './start-constant.ts';

const SECONDS = 6;
const CONNECTIONS = 64;

interface Load {
  readonly perSecond: number;
  readonly p99: number;
}

/** Anonymous home, list and detail beside a Fastify route that returns a constant string of the same size. */
export async function benchPages(): Promise<void> {
  await onStage({ demo: true }, async ({ url }) => {
    for (const [name, path] of Object.entries(await pagesOf(url))) {
      const html = await (await fetch(url + path)).text();
      const constant = await startConstant(Buffer.byteLength(html));
      try {
        await load(`${url}${path}`, 1);
        const cached = await load(`${url}${path}`);
        const baseline = await load(constant.url);
        const separator = path.includes('?') ? '&' : '?';
        const uncached = await load(`${url}${path}${separator}fresh=[<id>]`);
        const same = {
          name: `constant string of ${Buffer.byteLength(html)} bytes from Fastify`,
          value: baseline.perSecond,
        };
        report('pages', {
          metric: `${name}_anonymous`,
          value: cached.perSecond,
          unit: 'requests_per_s',
          baseline: same,
        });
        report('pages', {
          metric: `${name}_anonymous_p99`,
          value: cached.p99,
          unit: 'p99_ms',
          baseline: { name: 'constant string', value: baseline.p99 },
        });
        report('pages', {
          metric: `${name}_uncached`,
          value: uncached.perSecond,
          unit: 'requests_per_s',
          baseline: same,
        });
        report('pages', {
          metric: `${name}_uncached_p99`,
          value: uncached.p99,
          unit: 'p99_ms',
          baseline: { name: 'constant string', value: baseline.p99 },
        });
      } finally {
        constant.process.kill();
      }
    }
  });
}

async function pagesOf(url: string): Promise<Record<string, string>> {
  const list = await (await fetch(`${url}/activities`)).text();
  const detail = /href="(\/p\/[\w-]+\/activities\/[\w-]+)"/.exec(list)?.[1];
  if (detail === undefined) throw new Error('the list of activities links to no activity');
  return { home: '/', list: '/activities', detail };
}

async function load(url: string, seconds = SECONDS): Promise<Load> {
  const result = await autocannon({
    url,
    connections: CONNECTIONS,
    duration: seconds,
    idReplacement: url.includes('[<id>]'),
    headers: { 'accept-encoding': 'br, gzip', 'accept-language': 'zh-CN' },
  });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${url}: ${result.non2xx} answers were not 200, ${result.errors} requests failed`);
  }
  return { perSecond: result.requests.average, p99: result.latency.p99 };
}
