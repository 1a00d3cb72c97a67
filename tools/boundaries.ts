/**
 * Who may import whom. The rules of ARCHITECTURE.md and the module graph of `apps/server/src/modules.ts`, checked by
 * dependency-cruiser over the real imports, type imports included.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, type IConfiguration, type ICruiseResult } from 'dependency-cruiser';
import { modules } from '../apps/server/src/modules.ts';
import { root } from './run.ts';

export type ModuleGraph = Readonly<Record<string, readonly string[]>>;
export type Violation = { rule: string; from: string; to: string };

const SERVER = '^apps/server/src';
/** Code that only tests run: it may reach further than the product. */
const TEST_CODE = '\\.(test|factory)\\.ts$|^apps/server/src/testkit/';

const commonRules: IConfiguration['forbidden'] = [
  {
    name: 'contract-imports-zod-only',
    severity: 'error',
    from: { path: '^packages/contract/src', pathNot: TEST_CODE },
    to: { pathNot: '^packages/contract/src|^node_modules/zod/' },
  },
  {
    name: 'ballot-imports-nothing',
    comment: 'whoever verifies a ballot reads this and nothing else',
    severity: 'error',
    from: { path: '^packages/ballot/src', pathNot: TEST_CODE },
    to: { pathNot: '^packages/ballot/src' },
  },
  {
    name: 'kernel-imports-no-module',
    severity: 'error',
    from: { path: `${SERVER}/kernel/`, pathNot: TEST_CODE },
    to: { path: SERVER, pathNot: `${SERVER}/kernel/` },
  },
  {
    name: 'module-imports-kernel-and-modules-only',
    severity: 'error',
    from: { path: `${SERVER}/modules/`, pathNot: TEST_CODE },
    to: { path: SERVER, pathNot: `${SERVER}/(kernel|modules)/` },
  },
  {
    name: 'front-door-only',
    comment: 'app, main, demo and pages meet a module at its index.ts',
    severity: 'error',
    from: { path: SERVER, pathNot: [`${SERVER}/modules/`, TEST_CODE] },
    to: { path: `${SERVER}/modules/[^/]+/`, pathNot: `${SERVER}/modules/[^/]+/index\\.ts$` },
  },
  {
    name: 'test-code-stays-in-tests',
    severity: 'error',
    from: { path: '^(apps|packages)/', pathNot: TEST_CODE },
    to: { path: TEST_CODE },
  },
  {
    name: 'server-imports-no-page-or-tool',
    severity: 'error',
    from: { path: '^(apps/server|packages)/' },
    to: { path: '^(apps/web|tools|bench|e2e)/' },
  },
  {
    name: 'web-imports-contract-only',
    severity: 'error',
    from: { path: '^apps/web/src', pathNot: '\\.test\\.ts$' },
    to: { path: '^(apps|tools|bench|e2e)/', pathNot: '^apps/web/' },
  },
  {
    name: 'no-cycles',
    comment: 'a type import leaves nothing behind at run time and closes no circle',
    severity: 'error',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
];

/** One rule a module: of other modules it imports the front doors that the graph permits, and nothing else. */
function moduleRules(graph: ModuleGraph): NonNullable<IConfiguration['forbidden']> {
  return Object.entries(graph).flatMap(([name, permitted]) => {
    const own = `${SERVER}/modules/${name}/`;
    const doors = permitted.map((each) => `${SERVER}/modules/${each}/index\\.ts$`);
    return [
      {
        name: `${name}-imports-permitted-modules-only`,
        severity: 'error' as const,
        from: { path: own, pathNot: TEST_CODE },
        to: { path: `${SERVER}/modules/`, pathNot: [own, ...doors] },
      },
      {
        name: `${name}-tests-use-front-doors`,
        severity: 'error' as const,
        from: { path: own },
        to: { path: `${SERVER}/modules/`, pathNot: [own, `${SERVER}/modules/[^/]+/index\\.ts$`, TEST_CODE] },
      },
    ];
  });
}

/** Faults of the graph itself: a folder it does not name, a name without a folder, a permission that looks ahead. */
export function checkGraph(graph: ModuleGraph, folder: string): Violation[] {
  const home = join(folder, 'apps/server/src/modules');
  const present = existsSync(home) ? readdirSync(home) : [];
  const names = Object.keys(graph);
  const undeclared = present
    .filter((name) => !names.includes(name))
    .map((name) => ({ rule: 'module-is-declared', from: `modules/${name}`, to: 'modules.ts' }));
  const backwards = names.flatMap((name, position) =>
    (graph[name] ?? [])
      .filter((other) => !names.slice(0, position).includes(other))
      .map((other) => ({ rule: 'modules-in-dependency-order', from: name, to: other })),
  );
  return [...undeclared, ...backwards];
}

/** Cruises a clone. `cruised` is the number of files read: zero means that nothing was checked. */
export async function checkBoundaries(
  folder: string,
  graph: ModuleGraph,
): Promise<{ cruised: number; violations: Violation[] }> {
  const places = ['apps/server/src', 'apps/web/src', 'packages/ballot/src', 'packages/contract/src'];
  const { output } = await cruise(
    places.filter((place) => existsSync(join(folder, place))),
    {
      baseDir: folder,
      parser: 'swc',
      tsPreCompilationDeps: true,
      doNotFollow: { path: 'node_modules' },
      validate: true,
      ruleSet: { forbidden: [...(commonRules ?? []), ...moduleRules(graph)] },
      enhancedResolveOptions: {
        exportsFields: ['exports'],
        conditionNames: ['import', 'node', 'default', 'types', 'svelte'],
      },
    },
  );
  const { summary } = output as ICruiseResult;
  const found = summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
  return { cruised: summary.totalCruised, violations: [...checkGraph(graph, folder), ...found] };
}

/** Checks this clone with its own module graph. */
export function checkOwnBoundaries(): ReturnType<typeof checkBoundaries> {
  return checkBoundaries(root, modules);
}
