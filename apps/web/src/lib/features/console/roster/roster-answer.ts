/** What a roster's form gets back: what would become of each row, or what has become of the good ones. */
export type RosterAnswer<Preview, Result> = { readonly preview: Preview } | { readonly result: Result };
