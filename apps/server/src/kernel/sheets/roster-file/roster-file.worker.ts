import { parentPort, workerData } from 'node:worker_threads';
import { FileFault } from './cells.ts';
import { csvCells } from './csv-cells.ts';
import { xlsxCells } from './xlsx-cells.ts';

// Reads one file and ends. In a thread of its own, so that a hostile file costs the server neither its time nor
// its memory.

const bytes = Buffer.from(workerData as Uint8Array);
const isZip = bytes.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 0x03, 0x04]));
try {
  parentPort?.postMessage({ cells: isZip ? await xlsxCells(bytes) : csvCells(bytes) });
} catch (error) {
  parentPort?.postMessage({ fault: error instanceof FileFault ? error.fault : 'unreadable' });
}
