import type { Recount } from '@wengong/ballot/recount';
import { recountTitles, recountWords } from '@wengong/ballot/recount-sentences';

/** What a recount found, in both languages: what the page shows. */
export interface Recounted {
  readonly ok: boolean;
  readonly title: string;
  readonly checks: readonly { readonly ok: boolean; readonly zh: string; readonly en: string }[];
  readonly figures: Readonly<Record<string, string>>;
  readonly best: readonly { readonly number: number; readonly votes: number }[];
}

export const recountedFrom = (recount: Recount, seconds: number): Recounted => ({
  ok: recount.ok,
  title:
    recount.header === null
      ? ''
      : [recount.header.palace, recount.header.title, recount.header.roundName].join(' · '),
  checks: (['form', 'chain', 'rules', 'tally'] as const).map((check) => {
    const fault = recount.faults.find((each) => each.check === check);
    const [zh, en] = recountTitles[check];
    if (fault === undefined) return { ok: true, zh, en };
    return {
      ok: false,
      zh: `${zh}：${recountWords(fault, 'zh')}`,
      en: `${en}: ${recountWords(fault, 'en')}`,
    };
  }),
  figures: {
    votes: recount.votes.toLocaleString('en'),
    voided: recount.voided.toLocaleString('en'),
    version: String(recount.header?.version ?? 1),
    mine: recount.mine.toLocaleString('en'),
    seconds: seconds.toFixed(1),
  },
  best: recount.best,
});
