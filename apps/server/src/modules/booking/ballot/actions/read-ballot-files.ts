import { readBallotEntries, readBallotResult } from '@wengong/contract';
import type { Reader } from '../../../../kernel/db.ts';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { partsOf } from '../ballot-files.store.ts';
import type { Ballot } from '../ballots.store.ts';
import { findPublicBallot } from '../find-ballot.ts';

/** What is published once never changes. */
const FOR_EVER = 'public, max-age=31536000, immutable';

export const readBallotEntriesAction = handle(readBallotEntries, async ({ params, reader, setHeader }) => {
  const { ballot } = await findPublicBallot(reader, params);
  if (ballot.closed_at === null) throw new Problem('ballot-not-closed');
  setHeader('cache-control', FOR_EVER);
  setHeader('content-disposition', `attachment; filename="ballot-${ballot.id}-entries.txt"`);
  return Buffer.concat(await fileOf(reader, ballot, 'entries'));
});

export const readBallotResultAction = handle(readBallotResult, async ({ params, reader, setHeader }) => {
  const { ballot } = await findPublicBallot(reader, params);
  if (ballot.header === null) throw new Problem('ballot-not-drawn');
  setHeader('cache-control', FOR_EVER);
  setHeader('content-disposition', `attachment; filename="ballot-${ballot.id}.txt"`);
  return Buffer.concat([Buffer.from(`${ballot.header}\n`), ...(await fileOf(reader, ballot, 'result'))]);
});

async function fileOf(reader: Reader, ballot: Ballot, kind: 'entries' | 'result'): Promise<Buffer[]> {
  const parts: Buffer[] = [];
  const key = { palaceId: ballot.palace_id, ballotId: ballot.id };
  for await (const { body } of partsOf(reader, key, kind)) parts.push(body);
  return parts;
}
