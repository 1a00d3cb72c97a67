import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { Clock } from '../../../kernel/clock.ts';
import { exchange, withoutTemplate } from './exchange.ts';
import type { SmsOutcome, SmsSender } from './sms-sender.ts';

export interface AliyunAccount {
  readonly keyId: string;
  readonly keySecret: string;
  /** Approved signature (签名) and template with one variable, `code`. */
  readonly sign: string;
  readonly template: string;
  /** Approved template without variables. */
  readonly phoneChangedTemplate?: string | undefined;
  readonly url: string;
}

/** Aliyun Short Message Service, SendSms of 2017-05-25. */
export function aliyunSender(account: AliyunAccount, clock: Clock): SmsSender {
  const send = async (phone: string, template: string, parameters: object): Promise<SmsOutcome> => {
    const url = new URL(account.url);
    const query = canonicalQuery({
      PhoneNumbers: phone.replace(/^\+86/, ''),
      SignName: account.sign,
      TemplateCode: template,
      TemplateParam: JSON.stringify(parameters),
    });
    const headers = signAcs3(account, {
      host: url.host,
      query,
      action: 'SendSms',
      version: '2017-05-25',
      date: `${clock.now().toISOString().slice(0, 19)}Z`,
      nonce: randomBytes(16).toString('hex'),
    });
    const answer = await exchange(`${url.origin}/?${query}`, { headers });
    return 'outcome' in answer ? answer.outcome : outcomeOf(answer.json);
  };
  const { template, phoneChangedTemplate } = account;
  return {
    sendCode: (phone, code) => send(phone, template, { code }),
    sendPhoneChanged: async (phone) =>
      phoneChangedTemplate === undefined ? withoutTemplate : send(phone, phoneChangedTemplate, {}),
  };
}

/** Which refusals the person can do something about. */
const REASONS: Readonly<Record<string, 'too-often' | 'bad-number'>> = {
  'isv.BUSINESS_LIMIT_CONTROL': 'too-often',
  'isv.DAY_LIMIT_CONTROL': 'too-often',
  'isv.MOBILE_NUMBER_ILLEGAL': 'bad-number',
  'isv.MOBILE_COUNT_OVER_LIMIT': 'bad-number',
};

function outcomeOf(json: unknown): SmsOutcome {
  const { Code: code, Message: message, BizId: messageId } = (json ?? {}) as Record<string, unknown>;
  if (code === 'OK') return { state: 'accepted', messageId: String(messageId ?? '') };
  // Without a code it was not the provider that answered: whatever stood between may have passed it on.
  if (typeof code !== 'string') return { state: 'unknown', detail: JSON.stringify(json).slice(0, 200) };
  return { state: 'refused', reason: REASONS[code] ?? 'failed', detail: `${code}: ${message}` };
}

export interface Acs3Request {
  readonly host: string;
  /** From `canonicalQuery`. */
  readonly query: string;
  readonly action: string;
  readonly version: string;
  /** `2026-11-22T08:00:00Z` */
  readonly date: string;
  readonly nonce: string;
}

/** Headers of a POST to `/` without a body, signed by ACS3-HMAC-SHA256. */
export function signAcs3(
  key: Pick<AliyunAccount, 'keyId' | 'keySecret'>,
  request: Acs3Request,
): Record<string, string> {
  const signed: Record<string, string> = {
    host: request.host,
    'x-acs-action': request.action,
    'x-acs-content-sha256': sha256(''),
    'x-acs-date': request.date,
    'x-acs-signature-nonce': request.nonce,
    'x-acs-version': request.version,
  };
  const names = Object.keys(signed).join(';');
  const lines = Object.entries(signed).map(([name, value]) => `${name}:${value}\n`);
  const canonical = ['POST', '/', request.query, lines.join(''), names, sha256('')].join('\n');
  const signature = createHmac('sha256', key.keySecret)
    .update(`ACS3-HMAC-SHA256\n${sha256(canonical)}`)
    .digest('hex');
  const { host: _, ...headers } = signed;
  return {
    ...headers,
    authorization: `ACS3-HMAC-SHA256 Credential=${key.keyId},SignedHeaders=${names},Signature=${signature}`,
  };
}

/** Parameters sorted by name, percent-encoded by RFC 3986. */
export const canonicalQuery = (parameters: Readonly<Record<string, string>>): string =>
  Object.entries(parameters)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join('&');

const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
