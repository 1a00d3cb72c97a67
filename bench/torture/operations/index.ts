import { drawBallots, enterBallot, openBallot } from './ballot.ts';
import { book, bookOnBehalf, bookTwice, cancel, confirm, look } from './booking.ts';
import { checkIn } from './door.ts';
import { allot, enrolByUnion } from './group.ts';
import { tellLater } from './offline-door.ts';
import type { Chore, Operation } from './operation.ts';
import { bookByPass, sellPass } from './pass.ts';
import { enrolInCourse, leaveCourse } from './series.ts';
import { renew, resize } from './staff.ts';
import { leadTeam, leaveTeam, takeTeamSeats } from './team.ts';
import { expire } from './time.ts';
import { transfer } from './transfer.ts';
import { enterRoom, joinRoom, openRoom, powerCut } from './waiting-room.ts';

/** Everything that the contenders do. A new way to change bookings adds its operation here. */
export const operations: readonly Operation[] = [
  book,
  bookTwice,
  bookOnBehalf,
  cancel,
  confirm,
  look,
  checkIn,
  tellLater,
  enrolByUnion,
  transfer,
  enrolInCourse,
  leaveCourse,
  enterBallot,
  joinRoom,
  enterRoom,
  sellPass,
  bookByPass,
  leadTeam,
  takeTeamSeats,
  leaveTeam,
];

/** What staff and time do meanwhile. */
export const chores: readonly Chore[] = [
  allot,
  resize,
  renew,
  expire,
  openBallot,
  drawBallots,
  openRoom,
  powerCut,
];
