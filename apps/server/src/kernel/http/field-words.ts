import type { Locale } from '@wengong/contract';
import { ruleWords } from './rule-words.ts';

/** One thing wrong with one field: a zod issue as Fastify hands it on. */
interface FieldIssue {
  /** zod's issue code. */
  readonly keyword: string;
  readonly message?: string | undefined;
  readonly params?: Readonly<Record<string, unknown>> | undefined;
}

type Words = Readonly<Record<Locale, string>>;

/** What is wrong with a field and how to mend it, in the caller's language; zod speaks to programmers only. */
export function fieldWords(issue: FieldIssue, locale: Locale): string {
  const words = wordsOf(issue);
  return words ? words[locale] : (issue.message ?? '');
}

function wordsOf({ keyword, message = '', params = {} }: FieldIssue): Words | null {
  if (keyword === 'custom') return ruleWords(message);
  const { origin, minimum, maximum } = params;
  if (keyword === 'too_small') {
    if (Number(minimum) <= 1 && origin !== 'number') return { zh: '请填写', en: 'Please fill this in' };
    return origin === 'string'
      ? { zh: `至少 ${minimum} 个字符`, en: `At least ${minimum} characters` }
      : { zh: `不能小于 ${minimum}`, en: `Not less than ${minimum}` };
  }
  if (keyword === 'too_big') {
    return origin === 'string'
      ? { zh: `最多 ${maximum} 个字符`, en: `At most ${maximum} characters` }
      : { zh: `不能大于 ${maximum}`, en: `Not more than ${maximum}` };
  }
  if (keyword === 'invalid_format') return { zh: '格式不正确', en: 'Not in the right form' };
  if (keyword === 'invalid_value') return { zh: '请从给出的选项中选择', en: 'Choose one of those offered' };
  if (keyword === 'invalid_type') return { zh: '请检查此项', en: 'Please check this' };
  return null;
}
