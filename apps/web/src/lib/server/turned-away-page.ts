import { type Lang, localeOf } from '../i18n/lang.ts';
import { defineMessages } from '../i18n/messages.ts';

/** Why the API had no time for a visitor: too many calls from where they are, or too much to do. */
export interface TurnedAway {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
}

/** Who is turned away, and what they asked for. */
export interface Asked {
  /** Path and query. */
  readonly address: string;
  /** What was sent and not done; null when nothing was. */
  readonly unsent: FormData | null;
  readonly lang: Lang;
  /** Attributes of `<html>`, by which pages are shown large or dark. */
  readonly attributes: string;
}

const messages = defineMessages({
  zh: {
    again: '再试一次',
    safe: '您的预约和票都还在。',
    kept: '您填写的内容还在，到时点下面的按钮就能重新提交。',
    send: '重新提交',
    reload: '您填写的内容还在：到时刷新本页，浏览器询问时选“继续”，就能重新提交。',
  },
  en: {
    again: 'Try again',
    safe: 'Your bookings and tickets are safe.',
    kept: 'What you typed is kept: send it again with the button below.',
    send: 'Send again',
    reload: 'What you typed is kept: reload this page then, and let the browser send it again.',
  },
});

/** `error.html` in the visitor's language, with what they can do next: come again, or send again what they typed. */
export function turnedAwayPage(template: string, { title, detail }: TurnedAway, asked: Asked): string {
  return template
    .replace(/<html lang="[^"]*"/, () => `<html lang="${localeOf[asked.lang]}"${asked.attributes}`)
    .replace(/<title>.*<\/title>/, () => `<title>${escaped(title)}</title>`)
    .replace(/<h1>.*<\/h1>/, () => `<h1>${escaped(title)}</h1>`)
    .replace('%sveltekit.error.message%', () => escaped(detail))
    .replace(/<!-- next -->[\s\S]*<!-- \/next -->/, () => nextStep(asked));
}

function nextStep({ address, unsent, lang }: Asked): string {
  const m = messages[lang];
  const here = escaped(address);
  if (unsent === null) return `<p>${m.safe}</p>\n      <p><a class="main" href="${here}">${m.again}</a></p>`;
  const fields = fieldsToKeep(unsent);
  if (fields === null) return `<p>${m.reload}</p>`;
  const hidden = fields.map(
    ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`,
  );
  return `<p>${m.kept}</p>
      <form method="POST" action="${here}">${hidden.join('')}<button class="main">${m.send}</button></form>`;
}

/** What a page can hold: neither files nor a password; null when there are any, which the browser alone has then. */
function fieldsToKeep(form: FormData): [name: string, value: string][] | null {
  const kept: [string, string][] = [];
  for (const [name, value] of form) {
    if (typeof value === 'string' && name !== 'password') kept.push([name, value]);
    else if (typeof value === 'string' || value.size > 0) return null;
  }
  return kept;
}

const MARKS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (mark) => MARKS[mark] ?? mark);
