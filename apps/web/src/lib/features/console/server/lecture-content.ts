import type { FormReader } from './form-reader.ts';

export const readSeries = (form: FormReader) => ({
  slug: form.text('slug'),
  title: form.text('title'),
  titleEn: form.text('titleEn'),
  description: form.text('description'),
  descriptionEn: form.text('descriptionEn'),
  rhythm: form.text('rhythm'),
  rhythmEn: form.text('rhythmEn'),
  sinceYear: form.text('sinceYear') === '' ? null : form.integer('sinceYear'),
  brandId: form.textOrNull('brandId'),
  coverId: form.textOrNull('coverId'),
});

export const readLecture = (form: FormReader) => ({
  number: form.integer('number'),
  heldOn: form.text('heldOn'),
  title: form.text('title'),
  titleEn: form.text('titleEn'),
  summary: form.text('summary'),
  summaryEn: form.text('summaryEn'),
  speakerIds: form.choices<string>('speakerIds'),
  videoId: form.textOrNull('videoId'),
  sessionId: form.textOrNull('sessionId'),
});

export const readSpeaker = (form: FormReader) => ({
  name: form.text('name'),
  nameEn: form.text('nameEn'),
  title: form.text('title'),
  titleEn: form.text('titleEn'),
  biography: form.text('biography'),
  biographyEn: form.text('biographyEn'),
  portraitId: form.textOrNull('portraitId'),
});
