import type { ProblemDocument } from '@wengong/contract';
import type { FastifyRequest } from 'fastify';

/** Whether a browser asked for a page: what it is refused with is read by a person, not by a program. */
export const wantsPage = ({ url, headers }: Pick<FastifyRequest, 'url' | 'headers'>): boolean =>
  !url.startsWith('/api/') && (headers.accept ?? '').includes('text/html');

/** A link would lose what was typed; reloading sends it again. */
const AGAIN = {
  asked: '<p><a href="">再试一次 · <span lang="en">Try again</span></a></p>',
  sent: `<p>您填写的内容还在：稍后刷新本页，浏览器询问时选“继续”，就能重新提交。</p>
      <p lang="en">What you typed is kept: reload this page in a while, and let the browser send it again.</p>`,
} as const;

/** A refusal in both languages, for who is turned away before the pages are asked: nothing is fetched for it. */
export function problemPage(
  zh: ProblemDocument,
  en: ProblemDocument,
  what: keyof typeof AGAIN = 'asked',
): string {
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
      ${AGAIN[what]}
    </main>
  </body>
</html>
`;
}

const MARKS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escaped = (text: string): string => text.replace(/[&<>]/g, (mark) => MARKS[mark] ?? mark);
