import { z } from 'zod';
import {
  type MediaConfig,
  readMediaConfig,
  storageEnvironment,
  storageProblems,
} from './storage/storage-config.ts';

/** Secret used when none is set, so that a demonstration starts without preparation. Refused in production. */
export const DEMO_SECRET = 'wengong-demonstration-secret-not-for-production';

/** Push services of the browsers there are. */
const PUSH_HOSTS = [
  'fcm.googleapis.com',
  'jmt17.google.com',
  '.push.services.mozilla.com',
  '.notify.windows.com',
  '.push.apple.com',
] as const;

/** Given to push services where no address is configured. */
const NOBODY = 'https://wengong.example';

const flag = z.enum(['0', '1']).transform((value) => value === '1');
const optionalText = z
  .string()
  .optional()
  .transform((value) => (value === '' ? undefined : value));

const environment = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  DATABASE_URL: z.string().startsWith('postgres', 'must be a postgres:// address'),
  DATABASE_READ_URL: optionalText,
  WENGONG_DATA: z.string().default('var'),
  WENGONG_SECRET: z.string().min(32, 'must be at least 32 characters').default(DEMO_SECRET),
  WENGONG_DEMO: z.enum(['0', '1', 'small']).optional(),
  WENGONG_PUBLIC_URL: optionalText,
  WENGONG_ROLES: z.string().default('web,worker'),
  WENGONG_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  WENGONG_TRUST_PROXY: flag.default(false),
  WENGONG_RATE_LIMIT: z.coerce.number().int().min(0).default(1200),
  WENGONG_LOOP_DELAY_MS: z.coerce.number().int().min(0).max(60_000).default(2000),
  WENGONG_DB_POOL: z.coerce.number().int().min(2).max(200).default(16),
  WENGONG_CALLS_PER_SECOND: z.coerce.number().int().min(1).max(5000).default(60),
  WENGONG_BOOKING_BATCH: z.coerce.number().int().min(1).max(1000).default(500),
  WENGONG_SOLD_OUT_MS: z.coerce.number().int().min(0).max(500).default(500),
  WENGONG_LIVE_COUNT_MS: z.coerce.number().int().min(0).max(5000).default(1000),
  WENGONG_MOURNING: flag.default(false),
  WENGONG_ICP: optionalText,
  WENGONG_PUBLIC_SECURITY: optionalText,
  WENGONG_SMS: z.enum(['demo', 'aliyun', 'tencent']).optional(),
  WENGONG_SMS_KEY_ID: optionalText,
  WENGONG_SMS_KEY_SECRET: optionalText,
  WENGONG_SMS_SIGN: optionalText,
  WENGONG_SMS_TEMPLATE: optionalText,
  WENGONG_SMS_PHONE_CHANGED_TEMPLATE: optionalText,
  WENGONG_SMS_APP_ID: optionalText,
  WENGONG_SMS_URL: optionalText,
  WENGONG_VAPID_PRIVATE_KEY: optionalText.refine(
    (key) => key === undefined || /^[A-Za-z0-9_-]{43}$/.test(key),
    'must be 32 bytes in base64url',
  ),
  WENGONG_VAPID_SUBJECT: optionalText,
  WENGONG_PUSH_HOSTS: optionalText,
  ...storageEnvironment,
});

export interface Config {
  readonly production: boolean;
  readonly host: string;
  readonly port: number;
  readonly databaseUrl: string;
  /** A replica for reads; the primary when unset. */
  readonly databaseReadUrl: string;
  readonly dataDir: string;
  readonly secret: string;
  /** Demonstration mode: sign-in codes are shown on the page, demonstration accounts exist. */
  readonly demo: boolean;
  /** How much demonstration data an empty database is given. */
  readonly demoSize: 'full' | 'small';
  /** Origin under which people reach the server, without a trailing slash; unset: taken from each request. */
  readonly publicUrl: string | undefined;
  readonly roles: ReadonlySet<string>;
  readonly logLevel: string;
  readonly trustProxy: boolean;
  /** API calls a minute and address; 0 switches the limit off. */
  readonly rateLimit: number;
  /** A process that comes to its work so late asks visitors to come again, ms; 0 never does. */
  readonly loopDelayMs: number;
  readonly dbPool: number;
  /** People that waiting rooms call in a second, all rooms together: what the pages and bookings behind them bear. */
  readonly callsPerSecond: number;
  /** Bookings that share a transaction at most; 1 gives each one its own. */
  readonly bookingBatch: number;
  /** How long a process believes that a session is sold out, ms; 0 asks the database every time. */
  readonly soldOutMs: number;
  /** For how long a session's head-count is remembered, ms. */
  readonly liveCountMs: number;
  readonly mourning: boolean;
  readonly icp: string | undefined;
  readonly publicSecurity: string | undefined;
  readonly sms: SmsConfig;
  readonly push: PushConfig;
  readonly media: MediaConfig;
}

export interface PushConfig {
  /** Base64url; derived from the secret when unset. */
  readonly vapidPrivateKey: string | undefined;
  /** Whom push services write to about trouble: `mailto:` or `https:`. */
  readonly subject: string;
  /** Push services that are trusted, by host; one that begins with a dot stands for all below it. */
  readonly hosts: readonly string[];
  /** Also without TLS: for tests. */
  readonly insecure: boolean;
}

export interface SmsConfig {
  readonly provider: 'demo' | 'aliyun' | 'tencent';
  readonly keyId?: string | undefined;
  readonly keySecret?: string | undefined;
  readonly sign?: string | undefined;
  readonly template?: string | undefined;
  /** Of the notice to a number whose account changed to another; none is sent without it. */
  readonly phoneChangedTemplate?: string | undefined;
  readonly appId?: string | undefined;
  /** Base URL of the provider's API; its public address when unset. */
  readonly url?: string | undefined;
}

export class ConfigError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/** Reads the configuration from environment variables. Throws ConfigError with one line a mistake. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  }
  const e = parsed.data;
  const production = e.NODE_ENV === 'production';
  const demo = e.WENGONG_DEMO === undefined ? !production : e.WENGONG_DEMO !== '0';
  const publicUrl = e.WENGONG_PUBLIC_URL?.replace(/\/+$/, '');
  const config: Config = {
    production,
    host: e.HOST,
    port: e.PORT,
    databaseUrl: e.DATABASE_URL,
    databaseReadUrl: e.DATABASE_READ_URL ?? e.DATABASE_URL,
    dataDir: e.WENGONG_DATA,
    secret: e.WENGONG_SECRET,
    demo,
    demoSize: e.WENGONG_DEMO === 'small' ? 'small' : 'full',
    publicUrl,
    roles: new Set(e.WENGONG_ROLES.split(',').map((role) => role.trim())),
    logLevel: e.WENGONG_LOG_LEVEL,
    trustProxy: e.WENGONG_TRUST_PROXY,
    rateLimit: e.WENGONG_RATE_LIMIT,
    loopDelayMs: e.WENGONG_LOOP_DELAY_MS,
    dbPool: e.WENGONG_DB_POOL,
    callsPerSecond: e.WENGONG_CALLS_PER_SECOND,
    bookingBatch: e.WENGONG_BOOKING_BATCH,
    soldOutMs: e.WENGONG_SOLD_OUT_MS,
    liveCountMs: e.WENGONG_LIVE_COUNT_MS,
    mourning: e.WENGONG_MOURNING,
    icp: e.WENGONG_ICP,
    publicSecurity: e.WENGONG_PUBLIC_SECURITY,
    sms: {
      provider: e.WENGONG_SMS ?? 'demo',
      keyId: e.WENGONG_SMS_KEY_ID,
      keySecret: e.WENGONG_SMS_KEY_SECRET,
      sign: e.WENGONG_SMS_SIGN,
      template: e.WENGONG_SMS_TEMPLATE,
      phoneChangedTemplate: e.WENGONG_SMS_PHONE_CHANGED_TEMPLATE,
      appId: e.WENGONG_SMS_APP_ID,
      url: e.WENGONG_SMS_URL,
    },
    push: {
      vapidPrivateKey: e.WENGONG_VAPID_PRIVATE_KEY,
      subject: e.WENGONG_VAPID_SUBJECT ?? (publicUrl?.startsWith('https:') ? publicUrl : NOBODY),
      hosts: e.WENGONG_PUSH_HOSTS?.split(',').map((host) => host.trim()) ?? PUSH_HOSTS,
      insecure: false,
    },
    media: readMediaConfig(e),
  };
  const problems = contradictions(config);
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

function contradictions(config: Config): string[] {
  const problems = storageProblems(config.media);
  if (config.production && config.secret === DEMO_SECRET) {
    problems.push(
      'WENGONG_SECRET: the demonstration secret is refused in production; set a random one of 32 characters or more',
    );
  }
  if (config.production && !config.demo && config.sms.provider === 'demo') {
    problems.push('WENGONG_SMS: set aliyun or tencent; in production no sign-in code is shown on the page');
  }
  if (config.production && config.publicUrl === undefined) {
    problems.push('WENGONG_PUBLIC_URL: set the https address under which people reach this server');
  }
  if (config.sms.provider !== 'demo') {
    for (const key of ['keyId', 'keySecret', 'sign', 'template'] as const) {
      if (config.sms[key] === undefined) {
        problems.push(
          `WENGONG_SMS_${key.replace(/[A-Z]/g, (c) => `_${c}`).toUpperCase()}: needed by WENGONG_SMS=${config.sms.provider}`,
        );
      }
    }
  }
  return problems;
}
