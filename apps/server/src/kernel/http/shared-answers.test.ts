import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { SharedAnswers } from './shared-answers.ts';

test('what was put is answered for everybody before the server sees it; everything else reaches the server', async () => {
  const answers = new SharedAnswers();
  const server = createServer((_request, response) => response.end('from the server'));
  answers.interpose(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const body = async (path: string, method = 'GET') => (await fetch(url + path, { method })).text();
  try {
    assert.equal(await body('/room'), 'from the server');
    answers.put('/room', '{"called":1}', 1);
    const answer = await fetch(`${url}/room`);
    assert.equal(answer.headers.get('cache-control'), 'public, max-age=1');
    assert.deepEqual(await answer.json(), { called: 1 });
    assert.equal(await body('/room', 'POST'), 'from the server');
    assert.equal(await body('/room?x'), 'from the server');
    const kept = performance.now() + 250;
    while (performance.now() < kept) await body('/other');
    assert.equal(await body('/room'), 'from the server');
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
