import { childEnvironment, type Environment } from './environment.ts';
import { columns, pad } from './progress.ts';
import { Refusal } from './refusal.ts';
import { runNode } from './run.ts';

/** One way into the demonstration, as its loader prints it. */
export type SignIn = {
  who: string;
  whoEn: string;
  how: 'phone-code' | 'password';
  account: string;
  password?: string;
  totpCode?: string;
};

const SCRIPT = 'apps/server/src/demo/load.ts';
const PREFIX = 'DEMO_SIGNINS ';

/** Loads the demonstration into an empty database, does nothing to any other; gives its sign-ins. */
export async function loadDemonstration(
  environment: Environment,
  url: string,
  note: (text: string) => void,
): Promise<SignIn[]> {
  // Asked first, because mostly it is there: one short process instead of two.
  const present = await readSignIns(environment, url);
  return present.length > 0 ? present : ((await runLoader(environment, url, ['--if-empty'], note)) ?? []);
}

/** The demonstration's sign-ins with the codes that are good now; none where no demonstration is loaded. */
export async function readSignIns(environment: Environment, url: string): Promise<SignIn[]> {
  return (await runLoader(environment, url, ['--signins'], () => undefined)) ?? [];
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

/** The sign-ins as lines for a terminal, Chinese and English. */
export function describeSignIns(signIns: SignIn[]): string[] {
  if (signIns.length === 0) return [];
  const width = Math.max(...signIns.map(({ account }) => columns(account)));
  const lines = signIns.map(({ account, who, whoEn }) => `${pad(account, width)}  ${who}  ${whoEn}`);
  return [
    '演示账号 Demonstration sign-ins',
    '',
    ...lines,
    '',
    ...signIns.flatMap(describeProof).filter(isFirst),
  ];
}

/** What to give beside the account: the same for all workers, and mostly for all staff. */
function describeProof({ how, password, totpCode }: SignIn): string[] {
  if (how === 'phone-code')
    return ['手机号：验证码显示在页面上  Phone number: the code is shown on the page'];
  const code = totpCode
    ? `，动态码 code ${totpCode}（30 秒一换，再看 changes every 30 s: npm run signins）`
    : '';
  return [`账号：密码 Account: password ${password ?? ''}${code}`];
}

function isFirst(line: string, position: number, all: string[]): boolean {
  return all.indexOf(line) === position;
}
