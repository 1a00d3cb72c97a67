import type { ActivityContent, ActivityKind, Audience, WorkerCategory } from '@wengong/contract';
import type { FormReader } from './form-reader.ts';

/** What the form of an activity says, as the API takes it. */
export function readActivityContent(form: FormReader): ActivityContent {
  const openTo = form.choice<Audience>('openTo');
  return {
    kind: form.choice<ActivityKind>('kind'),
    title: form.text('title'),
    titleEn: form.text('titleEn'),
    summary: form.text('summary'),
    summaryEn: form.text('summaryEn'),
    story: form.text('story'),
    storyEn: form.text('storyEn'),
    brandId: form.textOrNull('brandId'),
    partnerIds: form.choices('partnerIds'),
    organiser: form.text('organiser'),
    openTo,
    categories: openTo === 'categories' ? form.choices<WorkerCategory>('categories') : [],
    priceFen: form.fen('price'),
    memberPriceFen: form.fen('memberPrice'),
    publicBenefit: form.flag('publicBenefit'),
    maxCompanions: form.integer('maxCompanions'),
    companionNames: form.integer('maxCompanions') === 0 || form.flag('companionNames'),
    series: form.flag('series'),
    coverId: form.textOrNull('coverId'),
  };
}
