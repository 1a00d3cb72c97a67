import type { previewNominations, ResponseOf } from '@wengong/contract';

export type NominationPreview = ResponseOf<typeof previewNominations>;

/** What the roster's form gets back: what would become of each row, or how many were nominated. */
export type NominationAnswer =
  | { readonly preview: NominationPreview }
  | { readonly result: { readonly nominated: number; readonly told: number } };
