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

/** For a page that is whole in itself. */
export const PROBLEM_PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'";

const STYLE = `
      :root { color-scheme: light dark; --paper: #fbf8f3; --ink: #1f1b16; --ink-2: #575043; --link: #b02226 }
      @media (prefers-color-scheme: dark) {
        :root { --paper: #16120e; --ink: #f5eee3; --ink-2: #d2c7b7; --link: #ff9788 }
      }
      body { margin: 0; background: var(--paper); color: var(--ink-2); font: 1.125rem/1.6 system-ui, sans-serif; text-align: center }
      main { max-width: 32rem; margin: 0 auto; padding: 18vh 1.25rem 3rem }
      h1 { margin: 0; color: var(--ink); font-size: 1.75rem; line-height: 1.3 }
      [lang] { font-size: 1rem }
      a { display: inline-block; padding: 0.7rem 1.75rem; border: 2px solid; border-radius: 12px; color: var(--link); font-weight: 600; text-decoration: none }
    `;

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
    <style>${STYLE}</style>
  </head>
  <body>
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
