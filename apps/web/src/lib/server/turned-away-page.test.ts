import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { type Asked, turnedAwayPage } from './turned-away-page.ts';

const template = readFileSync(new URL('../../error.html', import.meta.url), 'utf8');
const limited = { status: 429, title: '操作太频繁', detail: '请在 37 秒后再试。' };
const page = (asked: Partial<Asked> = {}) =>
  turnedAwayPage(template, limited, {
    address: '/me/profile?a=1&b=2',
    unsent: null,
    lang: 'zh',
    attributes: '',
    ...asked,
  });
const sent = (...fields: [string, string | Blob][]) => {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
};

test('the page says why and when to come again, and leads back to where the visitor was', () => {
  const html = page();
  assert.match(html, /<title>操作太频繁<\/title>/);
  assert.match(html, /<h1>操作太频繁<\/h1>/);
  assert.match(html, /请在 37 秒后再试。/);
  assert.match(html, /<a class="main" href="\/me\/profile\?a=1&amp;b=2">再试一次<\/a>/);
  assert.doesNotMatch(html, /%sveltekit|<form/);
});

test('it is in the language of the visitor and as large as their letters', () => {
  const html = page({ lang: 'en', attributes: ' data-elder' });
  assert.match(html, /<html lang="en-GB" data-elder>/);
  assert.match(html, />Try again</);
});

test('what was typed is in the page, letter for letter and never as markup', () => {
  const typed = '第一行\r\n"></form><script>alert(1)</script> & $& $1';
  const html = page({ unsent: sent(['reason', typed], ['day', '1'], ['day', '2'], ['key', 'k-1']) });
  assert.match(html, /<form method="POST" action="\/me\/profile\?a=1&amp;b=2">/);
  assert.match(
    html,
    /name="reason" value="第一行\r\n&quot;&gt;&lt;\/form&gt;&lt;script&gt;alert\(1\)&lt;\/script&gt; &amp; \$&amp; \$1"/,
  );
  assert.match(html, /name="day" value="1"><input type="hidden" name="day" value="2">/);
  assert.match(html, /name="key" value="k-1"/);
  assert.match(html, />重新提交<\/button>/);
});

test('files and passwords stay with the browser, which sends them again when the page is reloaded', () => {
  const file = new File(['姓名'], '名单.csv');
  for (const unsent of [
    sent(['file', file], ['note', 'n']),
    sent(['account', 'a'], ['password', 'secret']),
  ]) {
    const html = page({ unsent });
    assert.match(html, /刷新本页/);
    assert.doesNotMatch(html, /<form|secret|<a class="main"/);
  }
  // A field for a file that was left empty is none.
  assert.match(page({ unsent: sent(['file', new File([], '')], ['note', 'n']) }), /name="note" value="n"/);
});
