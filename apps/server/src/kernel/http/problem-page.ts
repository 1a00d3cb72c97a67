import type { ProblemDocument } from '@wengong/contract';
import type { FastifyRequest } from 'fastify';

/** Whether a browser asked for a page: what it is refused with is read by a person, not by a program. */
export const wantsPage = ({ url, headers }: Pick<FastifyRequest, 'url' | 'headers'>): boolean =>
  !url.startsWith('/api/') && (headers.accept ?? '').includes('text/html');

/** A refusal in both languages, for who is turned away before the pages are asked: nothing is fetched for it. */
export function problemPage(zh: ProblemDocument, en: ProblemDocument): string {
  const [title, titleEn, detail, detailEn] = [zh.title, en.title, zh.detail, en.detail].map(escaped);
  return `<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>${title} · ${titleEn}</title>
  </head>
  <body bgcolor="#fbf8f3" text="#1f1b16">
    <main>
      <h1>${title}</h1>
      <p>${detail}</p>
      <p lang="en">${titleEn}. ${detailEn}</p>
      <p><a href="">再试一次 · <span lang="en">Try again</span></a></p>
    </main>
  </body>
</html>
`;
}

const MARKS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escaped = (text: string): string => text.replace(/[&<>]/g, (mark) => MARKS[mark] ?? mark);
