import { readBookingExportCsv, readBookingExportXlsx } from '@wengong/contract';
import type { Deps } from '../../../../kernel/deps.ts';
import { Problem } from '../../../../kernel/errors.ts';
import { type Call, handle } from '../../../../kernel/module.ts';
import { attachment } from '../../../../kernel/sheets/sheet-file.ts';
import { findPalace } from '../../../network/index.ts';
import { exportById } from '../desk.store.ts';
import { readDeskFilter } from '../desk-filter.ts';
import { exportFile, exportName } from '../export-file.ts';
import { filterOf } from '../present-export.ts';

export const readBookingExportXlsxAction = handle(readBookingExportXlsx, (call) => read(call, 'xlsx'));
export const readBookingExportCsvAction = handle(readBookingExportCsv, (call) => read(call, 'csv'));

type Asked = Pick<Call<typeof readBookingExportCsv>, 'params' | 'actor' | 'reader' | 'now' | 'setHeader'> & {
  readonly deps: Deps;
};

/** Only who asked for it gets it: for everybody else it is not there. */
async function read(
  { params, actor, reader, deps, now, setHeader }: Asked,
  format: 'xlsx' | 'csv',
): Promise<AsyncIterable<Uint8Array>> {
  const row = await exportById(reader, params.palaceId, params.exportId);
  if (row === undefined || row.format !== format || row.requested_by !== actor.personId)
    throw new Problem('not-found');
  if (row.expires_at <= now) throw new Problem('export-expired');
  const palace = await findPalace(reader, params.palaceId);
  if (palace === undefined) throw new Problem('not-found');
  const zone = palace.time_zone;
  const filter = await readDeskFilter(reader, deps.keys, { id: palace.id, zone }, filterOf(row, deps.keys));
  setHeader('content-disposition', attachment(exportName(row, palace.name, zone)));
  setHeader('cache-control', 'private, no-store');
  return exportFile({ reader, keys: deps.keys, filter, zone }, row);
}
