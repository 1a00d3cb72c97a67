import type { RosterPreview } from '@wengong/contract';

/** What the roster's form gets back: what would become of each row, or what has become of the good ones. */
export type RosterAnswer =
  | { readonly preview: RosterPreview }
  | { readonly result: { readonly enrolled: number; readonly invited: number } };
