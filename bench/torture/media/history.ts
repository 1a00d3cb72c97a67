import type { TestPerson } from '../../../apps/server/src/testkit/person.ts';

/** What a client was told of one upload. */
export interface ToldUpload {
  readonly videoId: string;
  readonly owner: TestPerson;
  /** Of all its bytes, hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
  /** Length of what it shows, ms; null: it cannot become a video. */
  readonly durationMs: number | null;
  /** The server has said that so many bytes are there. */
  acknowledged: number;
  /** The server has said that it has all of it. */
  accepted: boolean;
}

/** Everything the uploaders were told, for the checker to compare with rows and files. */
export class UploadHistory {
  readonly uploads = new Map<string, ToldUpload>();
  /** Broken promises seen while they happened. */
  readonly violations: string[] = [];
  /** How often what happened, for the summary. */
  readonly counts = { chunks: 0, cuts: 0, retries: 0, twins: 0 };
  finished = 0;

  broke(rule: string, facts: unknown): void {
    this.violations.push(`${rule}: ${JSON.stringify(facts)}`);
  }
}
