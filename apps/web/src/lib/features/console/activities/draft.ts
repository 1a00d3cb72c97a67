import type {
  ActivityContent,
  ActivityKind,
  Audience,
  Image,
  StaffActivity,
  WorkerCategory,
} from '@wengong/contract';

/** An activity's content as its form holds it: money in yuan as typed, no brand as empty text. */
export interface Draft {
  kind: ActivityKind;
  title: string;
  titleEn: string;
  summary: string;
  summaryEn: string;
  story: string;
  storyEn: string;
  brandId: string;
  partnerIds: string[];
  organiser: string;
  openTo: Audience;
  categories: WorkerCategory[];
  price: string;
  memberPrice: string;
  publicBenefit: boolean;
  maxCompanions: string;
  companionNames: boolean;
  series: boolean;
  cover: Image | null;
}

export const emptyDraft: Draft = {
  kind: 'course',
  title: '',
  titleEn: '',
  summary: '',
  summaryEn: '',
  story: '',
  storyEn: '',
  brandId: '',
  partnerIds: [],
  organiser: '',
  openTo: 'everyone',
  categories: [],
  price: '0',
  memberPrice: '0',
  publicBenefit: true,
  maxCompanions: '0',
  companionNames: true,
  series: false,
  cover: null,
};

type Stored = Pick<StaffActivity, Exclude<keyof ActivityContent, 'brandId' | 'partnerIds' | 'coverId'>> &
  Pick<StaffActivity, 'brand' | 'partners' | 'cover'>;

/** The form's state for an activity as it is stored. */
export function draftOf(activity: Stored): Draft {
  return {
    kind: activity.kind,
    title: activity.title,
    titleEn: activity.titleEn,
    summary: activity.summary,
    summaryEn: activity.summaryEn,
    story: activity.story,
    storyEn: activity.storyEn,
    brandId: activity.brand?.id ?? '',
    partnerIds: activity.partners.map((partner) => partner.id),
    organiser: activity.organiser,
    openTo: activity.openTo,
    categories: [...activity.categories],
    price: String(activity.priceFen / 100),
    memberPrice: String(activity.memberPriceFen / 100),
    publicBenefit: activity.publicBenefit,
    maxCompanions: String(activity.maxCompanions),
    companionNames: activity.companionNames,
    series: activity.series,
    cover: activity.cover,
  };
}

/** Fields in which two drafts differ, in the order of the form. */
export function differences(mine: Draft, theirs: Draft): (keyof Draft)[] {
  return (Object.keys(emptyDraft) as (keyof Draft)[]).filter(
    (field) => JSON.stringify(mine[field]) !== JSON.stringify(theirs[field]),
  );
}
