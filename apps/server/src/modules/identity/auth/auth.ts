import { AsyncLocalStorage } from 'node:async_hooks';
import { type BetterAuthOptions, betterAuth } from 'better-auth';
import { phoneNumber, twoFactor, username } from 'better-auth/plugins';
import type { Keys } from '../../../kernel/crypto.ts';
import type { BaseDeps } from '../../../kernel/deps.ts';
import { newId } from '../../../kernel/ids.ts';
import { idleUntil, LONGEST_SESSION_S, type SessionStage } from './session.rules.ts';

/** Name in better-auth's own table: the person's is kept in `person` alone. */
export const ACCOUNT_NAME = '职工';

/** Seconds for which a sign-in code is valid. */
export const CODE_VALID_S = 300;
const CODE_ATTEMPTS = 5;
/** Wrong second factors in a row that lock an account, and for how long (s). */
const SECOND_FACTOR_FAILURES = 5;
const SECOND_FACTOR_LOCK_S = 900;

/** Carries the clear number of the sign-in under way: better-auth only ever sees its keyed hash. */
export interface PhoneSignIn {
  readonly phone: string;
  /** The code that was made, filled in by the sending step. */
  code?: string;
  /** The person was made by this sign-in. */
  isNew?: boolean;
}

/** What sign-in needs from the rest of identity. */
export interface AuthPorts {
  /** Finds or makes the person of the number and returns their id. */
  ensurePerson(signIn: PhoneSignIn): Promise<string>;
}

/** What a session is good for, by the function of better-auth that opens it. */
const STAGES: Readonly<Record<string, SessionStage>> = {
  '/sign-in/username': 'enrolling',
  '/two-factor/verify-totp': 'strong',
  '/two-factor/verify-backup-code': 'strong',
};

const snake = (...names: string[]) =>
  Object.fromEntries(names.map((name) => [name, name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)]));

/** better-auth's secret, derived so that it is of no use anywhere else. */
export const authSecret = (keys: Keys): string => keys.derive('better-auth').toString('hex');

/** Configures better-auth: phone and code for workers, account name, password and TOTP for staff. */
export function createAuth(base: BaseDeps, ports: AuthPorts) {
  const phoneSignIn = new AsyncLocalStorage<PhoneSignIn>();
  const auth = betterAuth({
    ...coreOptions(base),
    databaseHooks: {
      user: {
        create: {
          before: async (user) => {
            const signIn = phoneSignIn.getStore();
            if (signIn === undefined) return false;
            return { data: { ...user, id: await ports.ensurePerson(signIn) } };
          },
        },
      },
      session: {
        create: {
          before: async (session, context) => {
            const now = base.clock.now();
            const stage: SessionStage = STAGES[context?.path ?? ''] ?? 'ordinary';
            const fields = { stage, createdAt: now, updatedAt: now };
            return { data: { ...session, ...fields, idleUntil: idleUntil(fields, now) } };
          },
        },
      },
    },
    plugins: [
      phoneNumber({
        otpLength: 6,
        expiresIn: CODE_VALID_S,
        allowedAttempts: CODE_ATTEMPTS,
        phoneNumberValidator: (fingerprint) => /^[0-9a-f]{64}$/.test(fingerprint),
        sendOTP: ({ code }) => {
          const signIn = phoneSignIn.getStore();
          if (signIn !== undefined) signIn.code = code;
        },
        signUpOnVerification: {
          getTempEmail: () => `${newId()}@phone.wengong.invalid`,
          getTempName: () => ACCOUNT_NAME,
        },
        schema: { user: { fields: snake('phoneNumber', 'phoneNumberVerified') } },
      }),
      username({ displayUsername: false, maxUsernameLength: 64, usernameValidator: () => true }),
      twoFactor({
        issuer: '文宫',
        accountLockout: {
          enabled: true,
          maxFailedAttempts: SECOND_FACTOR_FAILURES,
          durationSeconds: SECOND_FACTOR_LOCK_S,
        },
        schema: {
          user: { fields: snake('twoFactorEnabled') },
          twoFactor: {
            modelName: 'auth_two_factor',
            fields: snake('backupCodes', 'userId', 'failedVerificationCount', 'lockedUntil'),
          },
        },
      }),
    ],
  });
  return {
    api: auth.api,
    context: auth.$context,
    options: auth.options,
    /** Runs `work` as the sign-in of a phone number. */
    asPhone: <T>(signIn: PhoneSignIn, work: () => Promise<T>) => phoneSignIn.run(signIn, work),
  };
}

export type Auth = ReturnType<typeof createAuth>;

function coreOptions(base: BaseDeps) {
  return {
    appName: '文宫',
    // No route of better-auth is served: ours call its functions, so its address never shows.
    baseURL: base.config.publicUrl ?? 'http://localhost',
    secret: authSecret(base.keys),
    database: base.db.pool,
    telemetry: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 128 },
    user: { modelName: 'auth_user', fields: snake('emailVerified', 'createdAt', 'updatedAt') },
    session: {
      modelName: 'auth_session',
      fields: snake('expiresAt', 'createdAt', 'updatedAt', 'ipAddress', 'userAgent', 'userId'),
      expiresIn: LONGEST_SESSION_S,
      disableSessionRefresh: true,
      additionalFields: {
        stage: { type: 'string', required: true, defaultValue: 'ordinary', input: false },
        idleUntil: { type: 'date', required: true, input: false, fieldName: 'idle_until' },
      },
    },
    account: {
      modelName: 'auth_account',
      fields: snake(
        'accountId',
        'providerId',
        'userId',
        'accessToken',
        'refreshToken',
        'idToken',
        'accessTokenExpiresAt',
        'refreshTokenExpiresAt',
        'createdAt',
        'updatedAt',
      ),
    },
    verification: {
      modelName: 'auth_verification',
      fields: snake('expiresAt', 'createdAt', 'updatedAt'),
    },
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'wengong',
      // The name stays the same everywhere, so that pages can test for the cookie's presence.
      useSecureCookies: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', secure: base.config.production },
      ipAddress: { ipAddressHeaders: ['x-caller-address'] },
      database: { generateId: () => newId() },
    },
  } satisfies BetterAuthOptions;
}
