import type { ActivityContent } from '@wengong/contract';
import type { ActivityRow } from './programme.tables.ts';

/** The columns that an editor writes. */
export const contentColumns = (content: ActivityContent) =>
  ({
    brand_id: content.brandId,
    kind: content.kind,
    title: content.title,
    title_en: content.titleEn,
    summary: content.summary,
    summary_en: content.summaryEn,
    story: content.story,
    story_en: content.storyEn,
    open_to: content.openTo,
    categories: content.categories,
    price_fen: content.priceFen,
    member_price_fen: content.memberPriceFen,
    public_benefit: content.publicBenefit,
    max_companions: content.maxCompanions,
    companion_names: content.companionNames,
    series: content.series,
    organiser: content.organiser,
    cover_id: content.coverId,
  }) satisfies Partial<ActivityRow>;
