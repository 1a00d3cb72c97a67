import { createHash } from 'node:crypto';

/** What the hash of an audit entry covers, besides the entry before it. */
export interface AuditContent {
  readonly palaceId: string;
  readonly seq: number;
  readonly actorId: string;
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly at: Date;
}

/** Where every chain starts. */
export const GENESIS = Buffer.alloc(32);

/** JSON with sorted keys and no spaces: the same text for the same value, however PostgreSQL stores it. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}

/** SHA-256 over the previous hash and the entry. */
export function auditHash(previous: Uint8Array, content: AuditContent): Buffer {
  const text = canonicalJson({ ...content, at: content.at.toISOString() });
  return createHash('sha256').update(previous).update(text).digest();
}
