import type { Receipt } from './receipt.ts';
import { receiptFormat } from './receipt.ts';
import { checkTitles, faultSentence } from './sentences.ts';
import { type Report, verifyBallot } from './verify.ts';

interface Host {
  readonly argv: readonly string[];
  exitCode?: string | number | null | undefined;
  readonly stdout: { write(text: string): unknown };
  getBuiltinModule(name: 'node:fs'): { readFileSync(path: string): Uint8Array } | undefined;
}

const USAGE = `用法 Usage: node verify-ballot.mjs <结果文件 result file> [<凭证文件 receipt>]
离线验证一次摇号：不联网，不需要其他任何东西。
Verifies a ballot offline: no network, nothing else is needed.
`;

/** The command: verifies the files named by `argv`, prints what it found, and exits with 1 when something is wrong. */
export async function runCommand(host: Host): Promise<void> {
  const [, , path, receiptPath] = host.argv;
  const files = host.getBuiltinModule('node:fs');
  if (path === undefined || files === undefined) {
    host.stdout.write(USAGE);
    host.exitCode = 2;
    return;
  }
  const began = performance.now();
  const report = await verifyBallot(
    files.readFileSync(path),
    receiptPath === undefined ? null : readReceipt(new TextDecoder().decode(files.readFileSync(receiptPath))),
  );
  host.stdout.write(`${linesOf(report, (performance.now() - began) / 1000).join('\n')}\n`);
  host.exitCode = report.ok ? 0 : 1;
}

/** A receipt file's content. Throws a `SyntaxError` when it is none. */
export function readReceipt(text: string): Receipt {
  const receipt = JSON.parse(text) as Receipt | null;
  if (receipt?.format !== receiptFormat || typeof receipt.leaf !== 'string')
    throw new SyntaxError('这不是摇号凭证 This is no ballot receipt');
  return receipt;
}

function linesOf({ ok, checks, header, figures, mine }: Report, seconds: number): string[] {
  const lines = header === null ? [] : [`${header.palace} ${header.title}`, `摇号 Ballot ${header.ballot}`];
  for (const check of checks) {
    const [zh, en] = checkTitles[check.name];
    lines.push(`${check.ok ? '✓' : '✗'} ${zh} ${en}`);
    if (!check.ok) lines.push(`  ${faultSentence(check, 'zh')} ${faultSentence(check, 'en')}`);
  }
  if (figures !== null) {
    lines.push(
      `报名 ${figures.entries} 人，中签 ${figures.won}，候补 ${figures.waiting}；用时 ${seconds.toFixed(1)} 秒`,
      `${figures.entries} entered, ${figures.won} won, ${figures.waiting} wait; took ${seconds.toFixed(1)} s`,
    );
  }
  if (mine !== null) lines.push(`我的名次 My place: ${mine.rank}`);
  lines.push(ok ? '结果可信 The result is right' : '结果有误 The result is wrong');
  return lines;
}
