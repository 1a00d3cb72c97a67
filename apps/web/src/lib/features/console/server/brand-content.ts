import type { BodyInputOf, createBrand } from '@wengong/contract';
import type { FormReader } from './form-reader.ts';

type Typed<Key extends string> = Partial<Record<Key, string>>[] | null;
const text = (value: string | undefined) => value?.trim() ?? '';
/** NaN when it is no number: the API answers with the field's name. */
const whole = (value: string | number | undefined) => Math.round(Number(value === '' ? Number.NaN : value));

/** What the form of a brand says, as the API takes it. */
export function readBrandContent(form: FormReader): BodyInputOf<typeof createBrand> {
  const figures = form.json<Typed<'label' | 'labelEn' | 'value'>>('figures') ?? [];
  const milestones = form.json<Typed<'year' | 'text' | 'textEn'>>('milestones') ?? [];
  return {
    slug: form.text('slug'),
    name: form.text('name'),
    nameEn: form.text('nameEn'),
    sinceYear: form.text('sinceYear') === '' ? null : form.integer('sinceYear'),
    story: form.text('story'),
    storyEn: form.text('storyEn'),
    figures: figures.map((one) => ({
      label: text(one.label),
      labelEn: text(one.labelEn),
      value: whole(one.value),
    })),
    milestones: milestones.map((one) => ({
      year: whole(one.year),
      text: text(one.text),
      textEn: text(one.textEn),
    })),
    partnerIds: form.choices('partnerIds'),
    coverId: form.textOrNull('coverId'),
  };
}
