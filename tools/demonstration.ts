import { childEnvironment, type Environment } from './environment.ts';
import { columns, pad } from './progress.ts';
import { Refusal } from './refusal.ts';
import { runNode } from './run.ts';

/** One way into the demonstration, as its loader prints it. */
export type SignIn = { who: string; how: string; account: string; password?: string; totpCode?: string };

const SCRIPT = 'apps/server/src/demo/load.ts';
const PREFIX = 'DEMO_SIGNINS ';

/** Loads the demonstration into an empty database, does nothing to any other; gives its sign-ins. */
export async function loadDemonstration(
  environment: Environment,
  url: string,
  note: (text: string) => void,
): Promise<SignIn[]> {
  const loaded = await runLoader(environment, url, ['--if-empty'], note);
  return loaded ?? (await runLoader(environment, url, ['--signins'], note)) ?? [];
}

async function runLoader(
  environment: Environment,
  url: string,
  flags: string[],
  note: (text: string) => void,
): Promise<SignIn[] | undefined> {
  let signIns: SignIn[] | undefined;
  const { code, output } = await runNode([SCRIPT, ...flags], {
    env: childEnvironment(environment, url),
    onLine(line) {
      if (line.startsWith(PREFIX)) signIns = JSON.parse(line.slice(PREFIX.length)) as SignIn[];
      else note(line);
    },
  });
  if (code === 0) return signIns;
  throw new Refusal('演示数据未能载入', 'The demonstration could not be loaded', output);
}

/** The sign-ins as a table for a terminal. */
export function describeSignIns(signIns: SignIn[]): string[] {
  const head = ['身份 Who', '方式 How', '账号 Account', '密码 Password', '验证码 Code'];
  const rows = signIns.map((each) => [
    each.who,
    each.how,
    each.account,
    each.password ?? '',
    each.totpCode ?? '',
  ]);
  const used = head.map((_, column) => rows.some((row) => row[column]));
  const lines = [head, ...rows].map((row) => row.filter((_, column) => used[column]));
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.max(...lines.map((line) => columns(line[column] ?? ''))),
  );
  return lines.map((line) =>
    line
      .map((cell, column) => pad(cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
