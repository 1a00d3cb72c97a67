import type { BodyOf, createPassPlan, PassScope, PassScopeInput } from '@wengong/contract';
import type { Tx } from '../../../kernel/db.ts';
import { Problem } from '../../../kernel/errors.ts';
import { namesInProgramme } from '../../programme/index.ts';
import type { PassPlanRow } from './passes.tables.ts';

/** What a pass is good for, with the names that brands and activities have now. Throws `pass-scope-unknown`. */
export async function namedScope(tx: Tx, palaceId: string, scope: PassScopeInput): Promise<PassScope> {
  if (scope.type === 'palace' || scope.type === 'kinds') return scope;
  const ids = [...new Set(scope.ids)];
  const items = await namesInProgramme(tx, scope.type, palaceId, ids);
  if (items.length < ids.length) throw new Problem('pass-scope-unknown');
  return { type: scope.type, items };
}

type Content = Omit<BodyOf<typeof createPassPlan>, 'scope'>;

export const planRow = (
  content: Content,
  scope: PassScope,
  of: Pick<PassPlanRow, 'palace_id' | 'id' | 'version' | 'created_by' | 'created_at'>,
): PassPlanRow => ({
  ...of,
  name: content.name,
  name_en: content.nameEn,
  units: content.units,
  valid_days: content.validDays,
  price_fen: content.priceFen,
  scope,
  no_show_uses: content.noShowUses,
  late_cancel_uses: content.lateCancelUses,
  on_sale: content.onSale,
});
