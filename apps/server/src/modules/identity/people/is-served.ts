import type { Reader, Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';

/** Whether the person has to do with the palace, by what any module holds of them. */
export async function isServed(
  reader: Reader | Tx,
  deps: Deps,
  palaceId: string,
  personId: string,
): Promise<boolean> {
  for (const { servesPerson } of deps.personalData) {
    if (servesPerson !== undefined && (await servesPerson(reader, palaceId, personId))) return true;
  }
  return false;
}
