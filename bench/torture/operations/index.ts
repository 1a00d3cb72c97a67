import { drawBallots, enterBallot, openBallot } from './ballot.ts';
import { book, bookOnBehalf, cancel, confirm } from './booking.ts';
import { checkIn } from './door.ts';
import { allot, enrol } from './group.ts';
import { tellLater } from './offline-door.ts';
import type { Operation } from './operation.ts';
import { cancelForPerson, resize } from './staff.ts';
import { expire } from './time.ts';
import { transfer } from './transfer.ts';

/** Everything that the contenders do. A new way to change bookings adds its operation here. */
export const operations: readonly Operation[] = [
  book,
  bookOnBehalf,
  cancel,
  confirm,
  checkIn,
  tellLater,
  allot,
  enrol,
  transfer,
  openBallot,
  enterBallot,
  drawBallots,
  cancelForPerson,
  resize,
  expire,
];
