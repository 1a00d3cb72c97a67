import type { previewNominations, ResponseOf } from '@wengong/contract';

export type NominationPreview = ResponseOf<typeof previewNominations>;
