import { addContestSalesPicture, IMAGE_BYTES } from '@wengong/contract';
import type { Lang } from '#lib/i18n/lang.ts';
import { t } from '#lib/i18n/messages.ts';
import type { Problem } from '#lib/problem.ts';
import type { Api } from '#lib/server/api.ts';
import { entryMessages } from '../entry-messages.ts';

/** What is plainly wrong with files before anything is done with them; each problem names its file. */
export async function plainlyWrong(files: readonly File[], room: number, lang: Lang): Promise<Problem[]> {
  const m = t(entryMessages, lang);
  if (files.length > room) return [problem(m.picturesMany, m.picturesManyText(files.length, room))];
  const wrong: Problem[] = [];
  for (const file of files) {
    if (file.size > IMAGE_BYTES) wrong.push(problem(m.pictureHeavy(file.name), m.pictureHeavyText));
    else if (!(await beginsAsPicture(file)))
      wrong.push(problem(m.pictureUnreadable(file.name), m.pictureUnreadableText));
  }
  return wrong;
}

/** Adds pictures to a report one after the other; gives what was refused, each with the name of its file. */
export async function addPictures(
  { api, lang }: { readonly api: Api; readonly lang: Lang },
  params: { readonly entryId: string; readonly reportId: string },
  files: readonly File[],
): Promise<Problem[]> {
  const m = t(entryMessages, lang);
  const refused: Problem[] = [];
  for (const each of files) {
    const file = Buffer.from(await each.arrayBuffer()).toString('base64');
    const answer = await api.submit(addContestSalesPicture, { params, body: { file } });
    if (!answer.ok)
      refused.push({ ...answer.problem, title: m.pictureRefused(each.name, answer.problem.title) });
  }
  return refused;
}

const problem = (title: string, detail: string): Problem => ({
  code: 'proof-picture',
  title,
  detail,
  fields: [],
});

/** JPEG, PNG or WebP by its first bytes: names and types of files are the sender's word. */
async function beginsAsPicture(file: File): Promise<boolean> {
  const head = Buffer.from(await file.slice(0, 12).arrayBuffer());
  const hex = head.toString('hex');
  return (
    hex.startsWith('ffd8ff') ||
    hex.startsWith('89504e470d0a1a0a') ||
    (head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP')
  );
}
