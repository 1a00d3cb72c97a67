/**
 * The style rules that no linter knows, as one pure function over the files of a clone. Each rule is proven by a
 * planted violation in `tidy.test.ts`. Formatting, function length and the like are Biome's (`biome.json`).
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { missingFromLock, type PackageLock } from './lock-file.ts';
import { root } from './run.ts';

/** `path` is relative to the clone, with forward slashes. */
export type SourceFile = { path: string; text: string };
export type Problem = { rule: string; path: string; line: number; says: string };

type Rule = { name: string; says: string; applies(path: string): boolean; finds: RegExp };

const CODE = /\.(ts|cjs|svelte)$/;
const isCode = (path: string) => CODE.test(path);
const isTest = (path: string) => /\.test\.ts$/.test(path);
const isTidy = (path: string) => /^tools\/tidy(\.test)?\.ts$/.test(path); // names what it forbids

/** Where SQL may stand. Everything else asks a store. */
const SQL_HOMES =
  /(\.store\.ts|\.invariants\.ts|\.tables\.ts|\.test\.ts|\.factory\.ts)$|^apps\/server\/(migrations|src\/(kernel|testkit|demo|modules\/statistics))\/|^apps\/server\/src\/migrate\.ts$|^(tools|bench|e2e)\//;
const SQL = /\bsql(<[^`]*>)?`|\.(selectFrom|insertInto|updateTable|deleteFrom|mergeInto)\(/;

const lineRules: Rule[] = [
  {
    name: 'no-todo',
    says: 'do it now, or file an issue',
    applies: (path) => /\.(ts|cjs|svelte|css|sql|md|html)$/.test(path) && !isTidy(path),
    finds: /\b(TODO|FIXME|XXX|HACK)\b/,
  },
  {
    name: 'no-switched-off-test',
    says: 'a test runs or is deleted',
    applies: (path) => isTest(path) && !isTidy(path),
    finds: /\b(test|it|describe|suite)\.(skip|only|todo)\b|\{\s*(skip|only|todo):/,
  },
  {
    name: 'no-unexplained-suppression',
    says: 'write `biome-ignore <rule>: <why>` or `@ts-expect-error <why>`, the reason in words',
    applies: (path) => isCode(path) && !isTidy(path),
    finds:
      /@ts-(ignore|nocheck)\b|@ts-expect-error(?!\s+\S+\s+\S+)|biome-ignore(?![\w-]*\s+\S+:\s*\S+\s+\S+)|svelte-ignore\s*(-->)?$/,
  },
  {
    name: 'sql-in-stores-only',
    says: 'move the query into the module’s *.store.ts',
    applies: (path) => /^(apps|packages)\/.*\.ts$/.test(path) && !SQL_HOMES.test(path),
    finds: SQL,
  },
  {
    name: 'no-sql-in-routes',
    says: 'a route binds a contract to an action; queries live in the store',
    applies: (path) => /\.routes\.ts$/.test(path),
    finds: new RegExp(`${SQL.source}|from 'kysely'`),
  },
  {
    name: 'no-console-in-server',
    says: 'use the logger',
    applies: (path) =>
      /^apps\/server\/src\//.test(path) &&
      !/\/(demo|testkit)\/|migrate\.ts$|main\.ts$|\.test\.ts$/.test(path),
    finds: /\bconsole\.\w+\(/,
  },
];

/** Lines a file may have. Declarations and pages are read in another way than code and may be longer. */
function lineLimit(path: string): number | undefined {
  if (!/\.(ts|cjs|svelte|css)$/.test(path)) return undefined;
  const isDeclaration = /^packages\/contract\/src\/|^apps\/server\/src\/demo\/|\/i18n\/|\/messages\.ts$/.test(
    path,
  );
  return isTest(path) || isDeclaration || /\.(svelte|css)$/.test(path) ? 400 : 250;
}

function checkLength({ path, text }: SourceFile): Problem[] {
  const limit = lineLimit(path);
  const lines = text.split('\n').length - 1;
  if (limit === undefined || lines <= limit) return [];
  return [{ rule: 'short-files', path, line: limit, says: `${lines} lines, at most ${limit}: split it` }];
}

function checkName({ path }: SourceFile): Problem[] {
  const vague = path.split('/').find((part) => /^(utils?|helpers?|misc|common|stuff)(\.|$)/i.test(part));
  if (!vague || !/^(apps|packages|tools|e2e|bench)\//.test(path)) return [];
  return [{ rule: 'telling-names', path, line: 1, says: `${vague} says nothing: name what it does` }];
}

function checkLines({ path, text }: SourceFile): Problem[] {
  const rules = lineRules.filter((rule) => rule.applies(path));
  if (rules.length === 0) return [];
  return text
    .split('\n')
    .flatMap((content, index) =>
      rules
        .filter((rule) => rule.finds.test(content))
        .map(({ name, says }) => ({ rule: name, path, line: index + 1, says })),
    );
}

/** Every module introduces itself and has a front door. */
function checkModules(files: SourceFile[]): Problem[] {
  const paths = new Set(files.map((file) => file.path));
  const homes = new Set(files.flatMap(({ path }) => /^apps\/server\/src\/modules\/[^/]+\//.exec(path) ?? []));
  return [...homes].flatMap((home) =>
    ['README.md', 'index.ts']
      .filter((name) => !paths.has(home + name))
      .map((name) => ({ rule: 'whole-modules', path: home, line: 1, says: `${name} is missing` })),
  );
}

/** Links of Markdown files to files: each must lead to one, or to a folder. */
function checkLinks({ path, text }: SourceFile, exists: (path: string) => boolean): Problem[] {
  if (!path.endsWith('.md')) return [];
  return text.split('\n').flatMap((content, index) =>
    [...content.matchAll(/\]\(<?([^)\s>#]+)[^)]*\)|(?:src|href)="([^"#]+)/g)]
      .map((match) => decodeURIComponent(match[1] ?? match[2] ?? ''))
      .filter((target) => target && !/^[a-z]+:|^\//i.test(target))
      .filter((target) => !exists(normalize(join(dirname(path), target))))
      .map((target) => ({ rule: 'live-links', path, line: index + 1, says: `${target} does not exist` })),
  );
}

/** A lock file that leaves out another platform's packages makes `npm ci` fail where they are looked for. */
function checkLock({ path, text }: SourceFile): Problem[] {
  if (path !== 'package-lock.json') return [];
  return missingFromLock(JSON.parse(text) as PackageLock).map(({ name }) => ({
    rule: 'whole-lock',
    path,
    line: 1,
    says: `${name} is missing: run npm run lock`,
  }));
}

/** Checks files against every rule. `exists` tells whether a path of the clone, file or folder, is there. */
export function findProblems(files: SourceFile[], exists: (path: string) => boolean): Problem[] {
  const single = files.flatMap((file) => [
    ...checkLength(file),
    ...checkName(file),
    ...checkLines(file),
    ...checkLinks(file, exists),
    ...checkLock(file),
  ]);
  return [...single, ...checkModules(files)];
}

/** The files of this clone that git knows or would add. */
function ownFiles(): SourceFile[] {
  const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  return list
    .split('\0')
    .filter((path) => /\.(ts|cjs|svelte|css|html|sql|md|json)$/.test(path) && existsSync(join(root, path)))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/** Checks this clone. `read` is the number of files: zero means that nothing was checked. */
export function checkOwnFiles(): { read: number; problems: Problem[] } {
  const files = ownFiles();
  return { read: files.length, problems: findProblems(files, (path) => existsSync(join(root, path))) };
}
