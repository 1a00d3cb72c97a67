/** Whether somebody named in a row of a roster is taken: at once, or once they have an account. */
export const isGood = ({ verdict }: { readonly verdict: string }): boolean =>
  verdict === 'ok' || verdict === 'invite';
