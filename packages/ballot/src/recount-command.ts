import { type Recount, type RecountCheck, recountVotes } from './recount.ts';
import { recountTitles, recountWords } from './recount-sentences.ts';

interface Host {
  readonly argv: readonly string[];
  exitCode?: string | number | null | undefined;
  readonly stdout: { write(text: string): unknown };
  getBuiltinModule(
    name: 'node:fs',
  ): { createReadStream(path: string): AsyncIterable<Uint8Array> } | undefined;
}

const USAGE = `用法 Usage: npm run recount -- <投票文件 votes file> [<我的投票代号 my voter code>]
离线重新计票：不联网，不需要其他任何东西。
Counts the votes of a contest's round again, offline: nothing else is needed.
`;

/** The command: counts the file named by `argv` again, prints what it found, and exits with 1 when something is wrong. */
export async function runRecount(host: Host): Promise<void> {
  const [, , path, voter] = host.argv;
  const files = host.getBuiltinModule('node:fs');
  if (path === undefined || files === undefined) {
    host.stdout.write(USAGE);
    host.exitCode = 2;
    return;
  }
  const began = performance.now();
  const recount = await recountVotes(files.createReadStream(path), voter ?? null);
  const seconds = (performance.now() - began) / 1000;
  host.stdout.write(`${linesOf(recount, { seconds, voter: voter ?? null }).join('\n')}\n`);
  host.exitCode = recount.ok ? 0 : 1;
}

function linesOf(recount: Recount, { seconds, voter }: { seconds: number; voter: string | null }): string[] {
  const { header } = recount;
  const lines = header === null ? [] : [`${header.palace} ${header.title} ${header.roundName}`];
  for (const check of Object.keys(recountTitles) as RecountCheck[]) {
    const fault = recount.faults.find((each) => each.check === check);
    const [zh, en] = recountTitles[check];
    lines.push(`${fault === undefined ? '✓' : '✗'} ${zh} ${en}`);
    if (fault !== undefined) lines.push(`  ${recountWords(fault, 'zh')} ${recountWords(fault, 'en')}`);
  }
  lines.push(
    `共 ${recount.votes} 票，其中作废 ${recount.voided} 票；用时 ${seconds.toFixed(1)} 秒`,
    `${recount.votes} votes, ${recount.voided} of them void; took ${seconds.toFixed(1)} s`,
    ...recount.best.map(({ number, votes }) => `  ${String(number).padStart(6)} 号 No. ${number}: ${votes}`),
  );
  if (voter !== null) lines.push(`我的投票 My votes: ${recount.mine}`);
  lines.push(recount.ok ? '计票无误 The count is right' : '计票有误 The count is wrong');
  return lines;
}
