export { allot, type Place } from './allot.ts';
export { ENTRY_LINE, type EntryList, readEntryLines } from './entry-lines.ts';
export { drawKey, drawOrder, type Pause } from './order.ts';
export { isOutcomeWon, OUTCOME, voidCodes, wonFrom } from './outcomes.ts';
export { leafOf, type Receipt, receiptFormat } from './receipt.ts';
export { type Header, RESULT_LINE, resultFormat, writeResultLines } from './result-file.ts';
export { Sha256, sha256 } from './sha256.ts';
export { fromHex, toHex } from './text.ts';
export { type Check, type CheckName, type Report, verifyBallot } from './verify.ts';
