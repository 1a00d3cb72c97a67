import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { call, type Fetch, ProblemError, target } from './client.ts';
import { anyone, route } from './route.ts';

const book = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/sessions/:sessionId/bookings',
  summary: 'Book',
  tag: 'test',
  access: anyone,
  params: z.object({ palaceId: z.string(), sessionId: z.string() }),
  body: z.object({ seats: z.int() }),
  response: z.object({ id: z.string() }),
});
const list = route({
  method: 'GET',
  path: '/api/v1/sessions',
  summary: 'List',
  tag: 'test',
  access: anyone,
  query: z.object({ q: z.string().optional(), kind: z.array(z.string()).optional() }),
  response: z.object({ items: z.array(z.string()) }),
});

/** A fetch that answers `response` and remembers what it was asked. */
function answering(response: Response): Fetch & { asked: { path: string; init: RequestInit }[] } {
  const asked: { path: string; init: RequestInit }[] = [];
  return Object.assign(
    async (path: string, init: RequestInit = {}) => {
      asked.push({ path, init });
      return response;
    },
    { asked },
  );
}

test('a write sends its parameters, body and idempotency key', async () => {
  const fetch = answering(Response.json({ id: 'b1' }, { status: 201 }));
  const params = { palaceId: 'p 1', sessionId: 's/2' };
  const answer = await call(fetch, book, { params, body: { seats: 2 }, idempotencyKey: 'k1' });
  assert.equal(answer.id, 'b1');
  const [{ path, init } = assert.fail('nothing was asked')] = fetch.asked;
  assert.equal(path, '/api/v1/palaces/p%201/sessions/s%2F2/bookings');
  assert.equal(init.method, 'POST');
  assert.equal(init.body, '{"seats":2}');
  assert.equal(new Headers(init.headers).get('idempotency-key'), 'k1');
});

test('a write without a key of its own gets a fresh one each time', async () => {
  const fetch = answering(Response.json({ id: 'b1' }));
  const input = { params: { palaceId: 'p', sessionId: 's' }, body: { seats: 1 } };
  await call(fetch, book, input);
  await call(fetch, { ...book }, input).catch(() => undefined);
  const keys = fetch.asked.map(({ init }) => new Headers(init.headers).get('idempotency-key'));
  assert.ok(keys[0] && keys[1] && keys[0] !== keys[1]);
});

test('a query leaves out what is absent and repeats what is several', async () => {
  const fetch = answering(Response.json({ items: [] }));
  await call(fetch, list, { query: { q: '广场舞', kind: ['film', 'course'] } });
  await call(answering(Response.json({ items: [] })), list);
  assert.equal(fetch.asked[0]?.path, '/api/v1/sessions?q=%E5%B9%BF%E5%9C%BA%E8%88%9E&kind=film&kind=course');
  assert.equal(target(list, { query: { q: '', kind: undefined } }), '/api/v1/sessions');
});

test('a problem document becomes a ProblemError with its fields', async () => {
  const problem = {
    type: 'about:blank',
    status: 422,
    code: 'invalid_input',
    title: '填写有误',
    detail: '请检查标出的内容。',
    fields: [{ path: 'seats', message: '至少 1 席' }],
  };
  const fetch = answering(
    Response.json(problem, { status: 422, headers: { 'content-type': 'application/problem+json' } }),
  );
  await assert.rejects(call(fetch, list), (error: unknown) => {
    assert.ok(error instanceof ProblemError);
    assert.equal(error.status, 422);
    assert.equal(error.code, 'invalid_input');
    assert.deepEqual(error.fields, problem.fields);
    return true;
  });
});

test('an answer that is no problem document is still a ProblemError', async () => {
  const fetch = answering(new Response('<h1>Bad gateway</h1>', { status: 502 }));
  await assert.rejects(call(fetch, list), { name: 'ProblemError', status: 502, code: 'unreadable_answer' });
});

test('a missing path parameter is refused before anything is sent', () => {
  assert.throws(() => target(book, { params: { palaceId: 'p' } }), /sessionId/);
});
