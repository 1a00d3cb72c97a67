import type { BodyOf, createBrand } from '@wengong/contract';
import type { Tx } from '../../kernel/db.ts';
import {
  type BrandWithFigures,
  replaceBrandPartners,
  replaceFigures,
  replaceMilestones,
} from './brand.store.ts';
import { coverById } from './images/cover.store.ts';
import type { BrandRow } from './programme.tables.ts';

/** Writes what a brand's row does not hold: figures, history, co-organisers. Returns the whole brand. */
export async function writeBrandParts(
  tx: Tx,
  row: BrandRow,
  { figures, milestones, partnerIds }: BodyOf<typeof createBrand>,
): Promise<BrandWithFigures> {
  await replaceFigures(tx, row.palace_id, row.id, figures);
  await replaceMilestones(tx, row.palace_id, row.id, milestones);
  await replaceBrandPartners(tx, row.palace_id, row.id, partnerIds);
  return {
    ...row,
    figures,
    milestones: milestones.toSorted((a, b) => a.year - b.year),
    partner_ids: [...new Set(partnerIds)].sort(),
    cover: await coverById(tx, row.palace_id, row.cover_id),
  };
}
