import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { QuickReports } from './quick-reports.ts';

test('reports are answered the same whatever they hold; other requests, and what is too long, reach the server', async () => {
  const reports = new QuickReports();
  const taken: unknown[] = [];
  reports.take('/plays', (body) => taken.push(body));
  const server = createServer((request, response) => {
    request.resume();
    response.end('from the server');
  });
  reports.interpose(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const post = async (body: string, path = '/plays') => {
    const answer = await fetch(url + path, { method: 'POST', body });
    return [answer.status, await answer.text()];
  };
  try {
    for (const body of ['{"a":1}', '{"a":', '']) assert.deepEqual(await post(body), [202, '']);
    assert.deepEqual(taken, [{ a: 1 }, undefined, undefined]);
    assert.deepEqual(await post(`"${'x'.repeat(9000)}"`), [200, 'from the server']);
    assert.deepEqual(await post('{}', '/other'), [200, 'from the server']);
    assert.equal(await (await fetch(`${url}/plays`)).text(), 'from the server');
    assert.equal(taken.length, 3);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
