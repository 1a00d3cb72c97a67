import type { Clock } from '../../../kernel/clock.ts';
import { ConfigError, type SmsConfig } from '../../../kernel/config.ts';
import type { Log } from '../../../kernel/log.ts';
import { aliyunSender } from './aliyun.ts';
import { demoSender } from './demo.ts';
import { tencentSender } from './tencent.ts';

/**
 * What became of a message. `unknown` means that it may have been sent: the providers do not recognise a repeated
 * call, so it is never sent again by itself.
 */
export type SmsOutcome =
  | { readonly state: 'accepted'; readonly messageId: string }
  | {
      readonly state: 'refused';
      readonly reason: 'too-often' | 'bad-number' | 'failed';
      /** The provider's code and message, for the log. */
      readonly detail: string;
    }
  | { readonly state: 'unknown'; readonly detail: string };

/** Sends sign-in codes and notices by text message. Never throws. */
export interface SmsSender {
  /** `phone` is normalised, `+86…`. */
  sendCode(phone: string, code: string): Promise<SmsOutcome>;
  /** Tells a number that the account it signed in to has changed to another. `refused` without a template for it. */
  sendPhoneChanged(phone: string): Promise<SmsOutcome>;
}

/** The sender that the configuration names. Throws ConfigError when it lacks something. */
export function createSmsSender(config: SmsConfig, log: Log, clock: Clock): SmsSender {
  if (config.provider === 'demo') return demoSender(log);
  const { keyId, keySecret, sign, template, appId, url } = config;
  const needed = { KEY_ID: keyId, KEY_SECRET: keySecret, SIGN: sign, TEMPLATE: template };
  const missing = Object.entries(config.provider === 'tencent' ? { ...needed, APP_ID: appId } : needed)
    .filter(([, value]) => value === undefined)
    .map(([name]) => `WENGONG_SMS_${name}: needed by WENGONG_SMS=${config.provider}`);
  if (missing.length > 0) throw new ConfigError(missing);
  const account = {
    keyId: keyId as string,
    keySecret: keySecret as string,
    sign: sign as string,
    template: template as string,
    phoneChangedTemplate: config.phoneChangedTemplate,
  };
  return config.provider === 'aliyun'
    ? aliyunSender({ ...account, url: url ?? 'https://dysmsapi.aliyuncs.com' }, clock)
    : tencentSender(
        { ...account, appId: appId as string, url: url ?? 'https://sms.tencentcloudapi.com' },
        clock,
      );
}
