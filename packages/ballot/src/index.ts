export { allot, type Place } from './allot.ts';
export { ENTRY_LINE, type EntryList, findLeaf, readEntryLines } from './entry-lines.ts';
export { drawKey, drawOrder } from './order.ts';
export { isOutcomeWon, OUTCOME, wonFrom } from './outcomes.ts';
export { leafOf, leafWords, receiptFormat } from './receipt.ts';
export { type Header, RESULT_LINE, ranksOf, resultFormat, writeResultLines } from './result-file.ts';
export { sha256 } from './sha256.ts';
export { fromHex, toHex } from './text.ts';
export { verifyBallot } from './verify.ts';
