import { isOutcomeWon, OUTCOME } from './outcomes.ts';
import type { Receipt } from './receipt.ts';
import { receiptFormat } from './receipt.ts';
import { checkTitles, compareWords, faultSentence, fingerprints } from './sentences.ts';
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

/**
 * The command: verifies the files named by `argv`, prints what it found, and exits with 1 when something is wrong, with 2
 * when there was nothing to verify.
 */
export async function runCommand(host: Host): Promise<void> {
  const [, , path, receiptPath] = host.argv;
  const files = host.getBuiltinModule('node:fs');
  if (path === undefined || files === undefined) {
    host.stdout.write(USAGE);
    host.exitCode = 2;
    return;
  }
  const read = readFiles(files, path, receiptPath);
  if ('unreadable' in read) {
    host.stdout.write(`${read.unreadable}\n`);
    host.exitCode = 2;
    return;
  }
  const began = performance.now();
  const report = await verifyBallot(read.result, read.receipt);
  host.stdout.write(`${linesOf(report, (performance.now() - began) / 1000).join('\n')}\n`);
  host.exitCode = report.ok ? 0 : 1;
}

type Files = NonNullable<ReturnType<Host['getBuiltinModule']>>;

/** The files' contents; why they cannot be read, where they cannot. */
function readFiles(files: Files, path: string, receiptPath: string | undefined) {
  try {
    const result = files.readFileSync(path);
    if (receiptPath === undefined) return { result, receipt: null };
    return { result, receipt: readReceipt(new TextDecoder().decode(files.readFileSync(receiptPath))) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) return { unreadable: `读不出文件 Cannot read: ${String(error)}` };
    return {
      unreadable: `${receiptPath}：凭证文件读不出来，请重新下载 This is no ballot receipt: download it again`,
    };
  }
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
  if (header !== null) {
    lines.push(compareWords.zh, compareWords.en);
    for (const { of, zh, en } of fingerprints) lines.push(`  ${zh} ${en}: ${header[of]}`);
  }
  if (figures !== null) {
    lines.push(
      `报名 ${figures.entries} 人，中签 ${figures.won}，候补 ${figures.waiting}；用时 ${seconds.toFixed(1)} 秒`,
      `${figures.entries} entered, ${figures.won} won, ${figures.waiting} wait; took ${seconds.toFixed(1)} s`,
    );
  }
  if (mine !== null) {
    const [zh, en] = wordsOf(mine.outcome);
    lines.push(`我的名次 My place: ${mine.rank}，${zh} ${en}`);
  }
  lines.push(ok ? '结果可信 The result is right' : '结果有误 The result is wrong');
  return lines;
}

function wordsOf(outcome: number): readonly [zh: string, en: string] {
  if (isOutcomeWon(outcome)) return ['中签', 'won'];
  if (outcome === OUTCOME.waiting) return ['候补', 'on the waiting list'];
  return outcome === OUTCOME.lost ? ['未中签', 'not drawn'] : ['未生效', 'void'];
}
