import type { RecountCheck, RecountFault } from './recount.ts';

/** What a recount checks, in Chinese and in English. */
export const recountTitles: Readonly<Record<RecountCheck, readonly [zh: string, en: string]>> = {
  form: ['文件格式完整', 'The file is whole'],
  chain: ['每一票都在链上，未被增删改动', 'Every vote is in the chain: none added, removed or changed'],
  rules: [
    '无人超过每日票数，无人一天重复投同一作品',
    'Nobody voted too often, nor twice a day for one entry',
  ],
  tally: ['公布的票数与逐票重计一致', 'The published figures are what the votes give'],
};

const FAULTS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  header: ['这不是投票文件，或首行被改动', 'This is no file of votes, or its first line was changed'],
  shape: ['这一行不完整或被改动', 'This line is incomplete or was changed'],
  cut: ['文件在中途被截断', 'The file ends in the middle'],
  changed: ['这一批投票与其哈希不符', 'This batch of votes does not give its hash'],
  'not-the-head': ['最后的哈希与公布的不符', 'The last hash is not the one that was published'],
  'day-before': ['日期次序倒退', 'The days go back'],
  'too-many-a-day': ['同一人一天投票超过上限', 'One voter has more votes a day than allowed'],
  'twice-for-one': ['同一人一天重复投了同一作品', 'One voter voted twice a day for one entry'],
  miscounted: ['这件作品的票数与重计不符', 'This entry’s figures are not what the votes give'],
  'entry-missing': ['有作品得票却没有列出票数', 'An entry with votes is missing from the figures'],
  voided: ['作废票数与首行所写不符', 'The number of void votes is not what the first line says'],
};

/** What is wrong, for a reader, with the line it was found in. */
export function recountWords({ fault, line }: RecountFault, lang: 'zh' | 'en'): string {
  const [zh, en] = FAULTS[fault] ?? [fault, fault];
  if (lang === 'zh') return line === null ? zh : `第 ${line} 行：${zh}`;
  return line === null ? en : `Line ${line}: ${en}`;
}
