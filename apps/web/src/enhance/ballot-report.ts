import { isOutcomeWon, OUTCOME } from '@wengong/ballot/outcomes';
import { checkTitles, compareWords, faultSentence, fingerprints } from '@wengong/ballot/sentences';
import type { Report } from '@wengong/ballot/verify';
import { fill, paragraph } from './report-parts.ts';

/** Shows what a verification found, in the page's own words. */
export function showReport(
  result: HTMLElement,
  words: Readonly<Record<string, string>>,
  { ok, checks, header, figures, mine }: Report,
  seconds: number,
): void {
  const locale = document.documentElement.lang.startsWith('en') ? 'en' : 'zh';
  if (!header) {
    result.append(paragraph(words.notResult, 'verdict wrong'));
    return;
  }
  result.append(paragraph(ok ? words.right : words.wrong, ok ? 'verdict right' : 'verdict wrong'));
  result.append(paragraph(`${header.palace} · ${header.title}`, 'what'));
  const list = document.createElement('ul');
  for (const check of checks) {
    const item = document.createElement('li');
    item.className = check.ok ? 'right' : 'wrong';
    item.textContent = checkTitles[check.name][locale === 'zh' ? 0 : 1];
    if (!check.ok) item.append(paragraph(faultSentence(check, locale), 'fault'));
    list.append(item);
  }
  result.append(list, paragraph(compareWords[locale], 'soft'));
  for (const each of fingerprints) {
    result.append(
      paragraph(`${each[locale]}${locale === 'zh' ? '：' : ': '}${header[each.of]}`, 'soft print'),
    );
  }
  if (mine) {
    const outcome = fill(words.mine, {
      rank: String(mine.rank),
      outcome: words[nameOf(mine.outcome)] ?? '',
    });
    result.append(paragraph(outcome, 'mine'));
  }
  if (figures) {
    const values = Object.entries(figures).map(([name, count]) => [name, count.toLocaleString('en')]);
    result.append(
      paragraph(fill(words.figures, { ...Object.fromEntries(values), seconds: seconds.toFixed(1) }), 'soft'),
    );
  }
}

function nameOf(outcome: number): 'won' | 'waiting' | 'lost' | 'voided' {
  if (isOutcomeWon(outcome)) return 'won';
  if (outcome === OUTCOME.waiting) return 'waiting';
  return outcome === OUTCOME.lost ? 'lost' : 'voided';
}
