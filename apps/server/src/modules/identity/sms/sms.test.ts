import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import { pino } from 'pino';
import { systemClock } from '../../../kernel/clock.ts';
import { ConfigError, type SmsConfig } from '../../../kernel/config.ts';
import { canonicalQuery, signAcs3 } from './aliyun.ts';
import { createSmsSender } from './sms-sender.ts';
import { signTc3, tc3Signature } from './tencent.ts';

const secrets = { keyId: 'test-id', keySecret: 'test-secret' };

/** A provider on this machine: checks signatures as the real one does, then plays the answer set by the test. */
let server: Server;
let url: string;
let play: (response: ServerResponse) => void;
let received: { path: string; body: string; signatureHolds: boolean }[];

before(async () => {
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const signatureHolds = verify(request, body);
    received.push({ path: request.url ?? '', body, signatureHolds });
    if (signatureHolds) play(response);
    else
      json(response, {
        Code: 'SignatureDoesNotMatch',
        Message: 'no',
        Response: { Error: { Code: 'AuthFailure.SignatureFailure', Message: 'no' } },
      });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  received = [];
});

const json = (response: ServerResponse, value: unknown) => {
  response.setHeader('content-type', 'application/json').end(JSON.stringify(value));
};

function verify(request: IncomingMessage, body: string): boolean {
  return request.headers.authorization?.startsWith('TC3')
    ? verifyTc3(request, body)
    : verifyAcs3(request, body);
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

function verifyAcs3(request: IncomingMessage, body: string): boolean {
  const match = /^ACS3-HMAC-SHA256 Credential=([^,]+),SignedHeaders=([^,]+),Signature=([0-9a-f]{64})$/.exec(
    request.headers.authorization ?? '',
  );
  if (match === null || match[1] !== secrets.keyId) return false;
  const names = (match[2] ?? '').split(';');
  const needed = ['host', ...Object.keys(request.headers).filter((name) => name.startsWith('x-acs-'))].sort();
  if (names.join() !== needed.join()) return false;
  const lines = names.map((name) => `${name}:${request.headers[name]}\n`).join('');
  const query = (request.url ?? '').split('?')[1] ?? '';
  const sorted = query.split('&').sort().join('&');
  const canonical = [request.method, '/', sorted, lines, names.join(';'), sha256(body)].join('\n');
  const expected = createHmac('sha256', secrets.keySecret)
    .update(`ACS3-HMAC-SHA256\n${sha256(canonical)}`)
    .digest('hex');
  return expected === match[3];
}

function verifyTc3(request: IncomingMessage, body: string): boolean {
  const match =
    /^TC3-HMAC-SHA256 Credential=([^/]+)\/([\d-]+)\/sms\/tc3_request, SignedHeaders=content-type;host, Signature=([0-9a-f]{64})$/.exec(
      request.headers.authorization ?? '',
    );
  if (match === null || match[1] !== secrets.keyId) return false;
  const lines = `content-type:${request.headers['content-type']}\nhost:${request.headers.host}\n`;
  const canonical = ['POST', '/', '', lines, 'content-type;host', sha256(body)].join('\n');
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const key = hmac(hmac(hmac(`TC3${secrets.keySecret}`, match[2] ?? ''), 'sms'), 'tc3_request');
  const text = `TC3-HMAC-SHA256\n${request.headers['x-tc-timestamp']}\n${match[2]}/sms/tc3_request\n${sha256(canonical)}`;
  return hmac(key, text).toString('hex') === match[3];
}

const silent = pino({ level: 'silent' });
const sender = (provider: 'aliyun' | 'tencent', overrides: Partial<SmsConfig> = {}) =>
  createSmsSender(
    { provider, ...secrets, sign: '工人文化宫', template: 'SMS_1', appId: '1400000000', url, ...overrides },
    silent,
    systemClock,
  );

test('Aliyun: a signed SendSms reaches the provider and is accepted', async () => {
  play = (response) => json(response, { Code: 'OK', Message: 'OK', BizId: '9006', RequestId: 'r' });
  const outcome = await sender('aliyun').sendCode('+8613812341234', '012345');
  assert.deepEqual(outcome, { state: 'accepted', messageId: '9006' });
  const query = new URLSearchParams(received[0]?.path.split('?')[1]);
  assert.equal(received[0]?.signatureHolds, true);
  assert.equal(query.get('PhoneNumbers'), '13812341234');
  assert.equal(query.get('SignName'), '工人文化宫');
  assert.equal(query.get('TemplateParam'), '{"code":"012345"}');
});

test('Tencent: a signed SendSms reaches the provider and is accepted', async () => {
  play = (response) =>
    json(response, {
      Response: { SendStatusSet: [{ SerialNo: '5000:1', Code: 'Ok', Message: 'send success' }] },
    });
  const outcome = await sender('tencent').sendCode('+8613812341234', '012345');
  assert.deepEqual(outcome, { state: 'accepted', messageId: '5000:1' });
  assert.equal(received[0]?.signatureHolds, true);
  const body = JSON.parse(received[0]?.body ?? '{}');
  assert.deepEqual(body.PhoneNumberSet, ['+8613812341234']);
  assert.deepEqual(body.TemplateParamSet, ['012345']);
});

test('a wrong secret is refused by the provider and reported as failed', async () => {
  for (const provider of ['aliyun', 'tencent'] as const) {
    const outcome = await sender(provider, { keySecret: 'other' }).sendCode('+8613812341234', '1');
    assert.equal(outcome.state, 'refused');
    assert.equal(outcome.state === 'refused' && outcome.reason, 'failed');
    assert.equal(received.at(-1)?.signatureHolds, false);
  }
});

test('Tencent: the call succeeds but the number is refused', async () => {
  play = (response) =>
    json(response, {
      Response: {
        SendStatusSet: [
          { SerialNo: '', Code: 'LimitExceeded.PhoneNumberDailyLimit', Message: 'daily limit' },
        ],
      },
    });
  const outcome = await sender('tencent').sendCode('+8613812341234', '1');
  assert.deepEqual([outcome.state, outcome.state === 'refused' && outcome.reason], ['refused', 'too-often']);
});

test('Aliyun: the limit for a number is told apart from a failure', async () => {
  play = (response) => json(response, { Code: 'isv.BUSINESS_LIMIT_CONTROL', Message: '触发小时级流控' });
  const limited = await sender('aliyun').sendCode('+8613812341234', '1');
  assert.equal(limited.state === 'refused' && limited.reason, 'too-often');
  play = (response) => json(response, { Code: 'isv.OUT_OF_SERVICE', Message: '业务停机' });
  const failed = await sender('aliyun').sendCode('+8613812341234', '1');
  assert.equal(failed.state === 'refused' && failed.reason, 'failed');
});

test('accepted, then the connection is reset: unknown, and sent once only', async () => {
  for (const provider of ['aliyun', 'tencent'] as const) {
    received = [];
    play = (response) => response.socket?.resetAndDestroy();
    const outcome = await sender(provider).sendCode('+8613812341234', '1');
    assert.equal(outcome.state, 'unknown');
    assert.equal(received.length, 1);
  }
});

test('an answer that is not the provider’s is unknown; nobody listening is a failure', async () => {
  play = (response) => response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>');
  assert.equal((await sender('aliyun').sendCode('+8613812341234', '1')).state, 'unknown');
  const nobody = createServer().listen(0, '127.0.0.1');
  await once(nobody, 'listening');
  const free = `http://127.0.0.1:${(nobody.address() as AddressInfo).port}`;
  nobody.close();
  await once(nobody, 'close');
  assert.equal((await sender('tencent', { url: free }).sendCode('+8613812341234', '1')).state, 'refused');
});

test('the signatures equal the examples in the providers’ documents', () => {
  const headers = signAcs3(
    { keyId: 'YourAccessKeyId', keySecret: 'YourAccessKeySecret' },
    {
      host: 'ecs.cn-shanghai.aliyuncs.com',
      query: canonicalQuery({
        RegionId: 'cn-shanghai',
        ImageId: 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd',
      }),
      action: 'RunInstances',
      version: '2014-05-26',
      date: '2023-10-26T10:22:32Z',
      nonce: '3156853299f313e23d1673dc12e1703d',
    },
  );
  assert.match(
    headers.authorization ?? '',
    /Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0$/,
  );
  const toSign =
    'TC3-HMAC-SHA256\n1551113065\n2019-02-25/cvm/tc3_request\n5ffe6a04c0664d6b969fab9a13bdab201d63ee709638e2749d62a09ca18d7031';
  assert.equal(
    tc3Signature('Gu5t9xGARNpq86cd98joQYCN3EXAMPLE', '2019-02-25', 'cvm', toSign),
    '72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168',
  );
  const tc3 = signTc3(
    { keyId: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE', keySecret: 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE' },
    {
      host: 'cvm.tencentcloudapi.com',
      service: 'cvm',
      action: 'DescribeInstances',
      version: '2017-03-12',
      region: 'ap-guangzhou',
      timestamp: 1551113065,
      body: '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}',
    },
  );
  assert.match(
    tc3.authorization ?? '',
    /Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168$/,
  );
});

test('an incomplete configuration is named', () => {
  const incomplete: SmsConfig = { provider: 'tencent', ...secrets, sign: 's', template: 't' };
  assert.throws(
    () => createSmsSender(incomplete, silent, systemClock),
    (error) => error instanceof ConfigError && /WENGONG_SMS_APP_ID/.test(error.message),
  );
});
