import type {
  claimDoorDevice,
  DoorEntry,
  DoorKit,
  listDoorTickets,
  ResponseOf,
  syncDoor,
} from '@wengong/contract';
import type { DeviceFact } from './vault.ts';

/** An answer of the server that is a refusal. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  constructor(status: number, problem: { code?: string; detail?: string }) {
    super(problem.code ?? String(status));
    this.status = status;
    this.code = problem.code ?? '';
    this.detail = problem.detail ?? '';
  }
}

/** A server that does not answer in time is no server, ms. */
const PATIENCE = 15_000;

async function call<Answer>(path: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(`/api/v1/palaces/${path}`, {
    ...init,
    // The device speaks for itself, whoever is signed in on it.
    credentials: 'omit',
    signal: AbortSignal.timeout(PATIENCE),
  });
  const json: unknown = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(response.status, json as { code?: string; detail?: string });
  return json as Answer;
}

const post = (body: object, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: {
    'content-type': 'application/json',
    'accept-language': document.documentElement.lang,
    ...headers,
  },
  body: JSON.stringify(body),
});

/** Exchanges the code of a provisioning address for a token of this device's own. */
export const claimDevice = (palaceId: string, code: string): Promise<ResponseOf<typeof claimDoorDevice>> =>
  call(`${palaceId}/door-devices`, post({ code }));

/** The calls of a provisioned device. They throw `Refused`, or whatever fetch throws without network. */
export function deviceCalls({ palaceId, token }: DeviceFact) {
  const headers = { authorization: `Bearer ${token}` };
  return {
    kit: () => call<DoorKit>(`${palaceId}/door/kit`, { headers }),
    tickets: (cursor: string | null) =>
      call<ResponseOf<typeof listDoorTickets>>(
        `${palaceId}/door/tickets?limit=1000${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
        { headers },
      ),
    sync: (entries: readonly DoorEntry[], waiting: number) =>
      call<ResponseOf<typeof syncDoor>>(`${palaceId}/door/entries`, post({ entries, waiting }, headers)),
  };
}
