import type { SmsOutcome } from './sms-sender.ts';

/** The longest a provider may take, ms. */
const PATIENCE_MS = 8000;

/** Failures before anything reached the provider: the message was surely not sent. */
const NOT_REACHED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

export type Answer = { readonly json: unknown } | { readonly outcome: SmsOutcome };

/** Posts to a provider, once. Gives its JSON answer, or the outcome that no answer amounts to. */
export async function exchange(url: string, request: RequestInit): Promise<Answer> {
  try {
    const response = await fetch(url, {
      ...request,
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return { json: await response.json() };
  } catch (error) {
    const detail = describe(error);
    return {
      outcome: NOT_REACHED.has(causeCode(error))
        ? { state: 'refused', reason: 'failed', detail }
        : { state: 'unknown', detail },
    };
  }
}

function causeCode(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}

const describe = (error: unknown): string => {
  const code = causeCode(error);
  return code === '' ? String(error) : `${String(error)} (${code})`;
};

/** Why a notice is not sent by who has no approved template for it. */
export const withoutTemplate: SmsOutcome = {
  state: 'refused',
  reason: 'failed',
  detail: 'WENGONG_SMS_PHONE_CHANGED_TEMPLATE is not set',
};
