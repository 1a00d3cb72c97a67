/** What is the matter with a row of each verdict and what to do about it; empty where nothing is. */
export type VerdictTexts<Verdict extends string> = Readonly<
  Record<Verdict, { readonly zh: string; readonly en: string }>
>;

/** Whether somebody named in a row is taken: at once, or once they have an account. */
export const isGood = (verdict: string): boolean => verdict === 'ok' || verdict === 'invite';

/** A verdict as previews show it. */
export const presentVerdict = <Verdict extends string>(texts: VerdictTexts<Verdict>, verdict: Verdict) => ({
  verdict,
  message: texts[verdict].zh,
  messageEn: texts[verdict].en,
});
