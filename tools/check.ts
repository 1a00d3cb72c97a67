/**
 * `npm run check [-- <name> …]`: everything that can be told without running the product: types, style, import
 * boundaries, unused code. One line a check; what a failing one printed follows it.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { checkOwnBoundaries } from './boundaries.ts';
import { describeFailure, Refusal, runTool } from './refusal.ts';
import { root, runNode } from './run.ts';
import { checkOwnFiles } from './tidy.ts';

/** What is wrong, as lines to read; empty when nothing is. */
type Check = { name: string; run(): Promise<string> };

const PARALLEL = 2;
const modules = join(root, 'node_modules');
const web = join(root, 'apps/web');

/** Runs a JavaScript program of an installed package; its output counts when it fails. */
async function runPackage(script: string, args: string[], cwd = root): Promise<string> {
  const env = { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1' };
  const { code, output } = await runNode([join(modules, script), ...args], {
    cwd,
    env,
    onLine: () => undefined,
  });
  return code === 0 ? '' : output || `exit code ${code}`;
}

/** Biome is a native program behind a JavaScript starter. */
function runBiome(): Promise<string> {
  const child = spawn(process.execPath, [
    join(modules, '@biomejs/biome/bin/biome'),
    ...['check', '--error-on-warnings', '--colors=off', '--max-diagnostics=30', root],
  ]);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  return new Promise((done) => child.on('close', (code) => done(code === 0 ? '' : output)));
}

async function checkWebTypes(): Promise<string> {
  const generated = await runPackage('@sveltejs/kit/svelte-kit.js', ['sync'], web);
  if (generated) return generated;
  const options = ['--fail-on-warnings', '--output', 'human', '--tsconfig', './tsconfig.json'];
  return runPackage('svelte-check/bin/svelte-check', options, web);
}

async function checkBoundaries(): Promise<string> {
  const { cruised, violations } = await checkOwnBoundaries();
  if (cruised === 0) return 'no file was read';
  return violations.map(({ rule, from, to }) => `${rule}: ${from} → ${to}`).join('\n');
}

async function checkTidiness(): Promise<string> {
  const { read, problems } = checkOwnFiles();
  if (read === 0) return 'no file was read';
  return problems.map(({ path, line, rule, says }) => `${path}:${line} ${rule}: ${says}`).join('\n');
}

const checks: Check[] = [
  { name: 'types-web', run: checkWebTypes },
  { name: 'types-server', run: () => runPackage('@typescript/native/bin/tsc', ['--project', '.']) },
  { name: 'types-e2e', run: () => runPackage('@typescript/native/bin/tsc', ['--project', 'e2e']) },
  { name: 'style', run: runBiome },
  { name: 'boundaries', run: checkBoundaries },
  { name: 'tidiness', run: checkTidiness },
  { name: 'unused', run: () => runPackage('knip/bin/knip.js', ['--no-progress', '--no-config-hints']) },
];

async function report({ name, run }: Check): Promise<boolean> {
  const started = performance.now();
  const problems = await run().catch(describeFailure);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${problems ? '✗' : '✓'} ${name} ${seconds} s${problems ? `\n${problems.trim()}\n` : ''}`);
  return problems === '';
}

await runTool(async () => {
  const wanted = process.argv.slice(2);
  const queue = checks.filter(
    ({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)),
  );
  const failed: string[] = [];
  const work = async () => {
    for (let check = queue.shift(); check; check = queue.shift()) {
      if (!(await report(check))) failed.push(check.name);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  if (failed.length > 0)
    throw new Refusal(`检查未通过：${failed.join('、')}`, `Failed: ${failed.join(', ')}`);
});
