import { createHash, createHmac } from 'node:crypto';
import type { Clock } from '../../../kernel/clock.ts';
import { exchange, withoutTemplate } from './exchange.ts';
import type { SmsOutcome, SmsSender } from './sms-sender.ts';

export interface TencentAccount {
  readonly keyId: string;
  readonly keySecret: string;
  /** SdkAppId of the SMS application. */
  readonly appId: string;
  /** Approved signature (签名内容) and id of a template with one variable, `{1}`. */
  readonly sign: string;
  readonly template: string;
  /** Id of an approved template without variables. */
  readonly phoneChangedTemplate?: string | undefined;
  readonly url: string;
}

/** Tencent Cloud SMS, SendSms of 2021-01-11. */
export function tencentSender(account: TencentAccount, clock: Clock): SmsSender {
  const send = async (phone: string, template: string, parameters: string[]): Promise<SmsOutcome> => {
    const url = new URL(account.url);
    const body = JSON.stringify({
      PhoneNumberSet: [phone],
      SmsSdkAppId: account.appId,
      SignName: account.sign,
      TemplateId: template,
      TemplateParamSet: parameters,
    });
    const headers = signTc3(account, {
      host: url.host,
      service: 'sms',
      action: 'SendSms',
      version: '2021-01-11',
      region: 'ap-guangzhou',
      timestamp: Math.floor(clock.now().getTime() / 1000),
      body,
    });
    const answer = await exchange(`${url.origin}/`, { headers, body });
    return 'outcome' in answer ? answer.outcome : outcomeOf(answer.json);
  };
  const { template, phoneChangedTemplate } = account;
  return {
    sendCode: (phone, code) => send(phone, template, [code]),
    sendPhoneChanged: async (phone) =>
      phoneChangedTemplate === undefined ? withoutTemplate : send(phone, phoneChangedTemplate, []),
  };
}

interface Status {
  readonly Code: string;
  readonly Message: string;
  /** Only with a number's own status. */
  readonly SerialNo?: string;
}

interface TencentAnswer {
  readonly Response?: { readonly Error?: Status; readonly SendStatusSet?: readonly Status[] };
}

/** The call can succeed while the number is refused: only the number's own status counts. */
function outcomeOf(json: unknown): SmsOutcome {
  const response = (json as TencentAnswer | null)?.Response;
  const status = response?.Error ?? response?.SendStatusSet?.[0];
  if (status === undefined) return { state: 'unknown', detail: JSON.stringify(json).slice(0, 200) };
  if (status.Code === 'Ok') return { state: 'accepted', messageId: status.SerialNo ?? '' };
  return { state: 'refused', reason: reasonOf(status.Code), detail: `${status.Code}: ${status.Message}` };
}

function reasonOf(code: string): 'too-often' | 'bad-number' | 'failed' {
  if (code.startsWith('LimitExceeded.PhoneNumber')) return 'too-often';
  if (code.startsWith('InvalidParameterValue.IncorrectPhoneNumber')) return 'bad-number';
  if (code === 'FailedOperation.PhoneNumberInBlacklist') return 'bad-number';
  return 'failed';
}

export interface Tc3Request {
  readonly host: string;
  readonly service: string;
  readonly action: string;
  readonly version: string;
  readonly region: string;
  /** Unix time, s. */
  readonly timestamp: number;
  readonly body: string;
}

/** Headers of a JSON POST to `/`, signed by TC3-HMAC-SHA256. */
export function signTc3(
  key: Pick<TencentAccount, 'keyId' | 'keySecret'>,
  request: Tc3Request,
): Record<string, string> {
  const contentType = 'application/json; charset=utf-8';
  const date = new Date(request.timestamp * 1000).toISOString().slice(0, 10);
  const scope = `${date}/${request.service}/tc3_request`;
  const lines = `content-type:${contentType}\nhost:${request.host}\n`;
  const canonical = ['POST', '/', '', lines, 'content-type;host', sha256(request.body)].join('\n');
  const toSign = ['TC3-HMAC-SHA256', request.timestamp, scope, sha256(canonical)].join('\n');
  const signature = tc3Signature(key.keySecret, date, request.service, toSign);
  return {
    'content-type': contentType,
    'x-tc-action': request.action,
    'x-tc-version': request.version,
    'x-tc-region': request.region,
    'x-tc-timestamp': String(request.timestamp),
    authorization: `TC3-HMAC-SHA256 Credential=${key.keyId}/${scope}, SignedHeaders=content-type;host, Signature=${signature}`,
  };
}

/** The signature of a string to sign under the key derived for a day and service. */
export function tc3Signature(secret: string, date: string, service: string, toSign: string): string {
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const signingKey = hmac(hmac(hmac(`TC3${secret}`, date), service), 'tc3_request');
  return hmac(signingKey, toSign).toString('hex');
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
