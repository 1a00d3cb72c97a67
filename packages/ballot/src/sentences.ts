import type { Check, CheckName } from './verify.ts';

/** What is checked, and what is said when it is wrong, in Chinese and in English. */
export const checkTitles: Readonly<Record<CheckName, readonly [zh: string, en: string]>> = {
  form: ['文件格式完整', 'The file is whole'],
  seed: ['种子与事先公布的承诺一致', 'The seed is the one committed to beforehand'],
  entries: ['报名名单与截止时公布的一致', 'The entries are those published at closing'],
  order: ['顺序确由种子和名单算出', 'The order follows from the seed and the entries'],
  places: ['名额严格按顺序分配', 'The places went by that order'],
  receipt: ['我的报名在名单中，且未被改动', 'My entry is among them, unchanged'],
};

/** A file can be made up as a whole: what ties it to one ballot are the fingerprints that were published before. */
export const fingerprints: readonly {
  readonly of: 'commitment' | 'entrySetHash';
  readonly zh: string;
  readonly en: string;
}[] = [
  { of: 'commitment', zh: '种子的指纹', en: 'Fingerprint of the seed' },
  { of: 'entrySetHash', zh: '名单的指纹', en: 'Fingerprint of the list' },
];

export const compareWords = {
  zh: '文件里写的指纹如下。与摇号页上公布的一样，才是那次摇号的结果；活动名称和时间不在验证之列。',
  en: 'These fingerprints stand in the file. Only if they are those on the ballot’s page is it that ballot’s result; title and times are not verified.',
} as const;

const FAULTS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  header: ['这不是摇号结果文件，或首行被改动', 'This is no ballot result, or its first line was changed'],
  count: ['行数与首行所写的人数不符', 'The number of lines is not what the first line says'],
  shape: ['这一行不完整或被改动', 'This line is incomplete or was changed'],
  sorting: ['这一行次序不对，或重复出现', 'This line is out of order, or there twice'],
  'not-committed': [
    '种子的哈希与承诺不符：种子被换过',
    'The seed does not hash to the commitment: it was replaced',
  ],
  'public-value-missing': ['缺少事先约定的公开数值', 'The public value that was named beforehand is missing'],
  'not-published': [
    '名单的哈希与截止时公布的不符：有报名被增加、删除或改动',
    'The entries do not hash to what was published: one was added, removed or changed',
  ],
  'not-as-drawn': ['这一行的名次与计算结果不符', 'This line’s place is not what the draw gives'],
  'not-by-order': [
    '这一行的结果不符合名次和名额',
    'This line’s outcome does not follow from order and places',
  ],
  'other-ballot': ['凭证属于另一次摇号', 'The receipt is of another ballot'],
  leaf: ['凭证自身不一致：内容被改动', 'The receipt does not agree with itself: it was changed'],
  'commitment-changed': [
    '结果文件的承诺与报名时公布的不同',
    'The commitment is not the one of when you entered',
  ],
  'public-source-changed': [
    '公开数值的来源与报名时公布的不同',
    'The public value’s source is not the one of when you entered',
  ],
  'not-entered': ['名单中没有这张凭证对应的报名', 'The entry of this receipt is not among the entries'],
  changed: ['权重或名额数与凭证不同', 'Weight or seats differ from the receipt'],
};

/** Why a check failed, with the line where there is one; empty when it passed. */
export function faultSentence(check: Check, locale: 'zh' | 'en'): string {
  if (check.ok) return '';
  const [zh, en] = FAULTS[check.fault] ?? [check.fault, check.fault];
  if (locale === 'zh') return check.line === null ? `${zh}。` : `第 ${check.line} 行：${zh}。`;
  return check.line === null ? `${en}.` : `Line ${check.line}: ${en}.`;
}
