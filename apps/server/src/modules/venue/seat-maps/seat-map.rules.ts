import { isSold, layOutSeats, MOST_SEATS, type SeatLayout, type SeatPlan } from '@wengong/contract';

export interface PlanFault {
  readonly path: string;
  readonly what: 'row-twice' | 'too-many' | 'mark-nowhere' | 'nothing-sold';
}

/** Why no map can be made of a plan: each fault with where it is. None is good. */
export function faultsOf(plan: SeatPlan): PlanFault[] {
  const faults: PlanFault[] = [];
  for (const [section, { rows }] of plan.sections.entries()) {
    const names = rows.map((row) => row.name);
    for (const [row, name] of names.entries()) {
      if (names.indexOf(name) < row)
        faults.push({ path: `sections.${section}.rows.${row}`, what: 'row-twice' });
    }
  }
  const count = plan.sections
    .flatMap((section) => section.rows)
    .reduce((sum, row) => sum + row.blocks.reduce((seats, block) => seats + block, 0), 0);
  if (count > MOST_SEATS) return [...faults, { path: 'sections', what: 'too-many' }];
  const layout = layOutSeats(plan);
  const known = new Set(
    layout.seats.map((seat) => `${seat.section} ${layout.rows[seat.row]?.name} ${seat.number}`),
  );
  for (const [mark, { section, row, seat }] of plan.marks.entries()) {
    if (!known.has(`${section} ${row} ${seat}`)) faults.push({ path: `marks.${mark}`, what: 'mark-nowhere' });
  }
  if (!layout.seats.some(isSold)) faults.push({ path: 'marks', what: 'nothing-sold' });
  return faults;
}

/** What is counted of a map. */
export function countSeats({ seats }: SeatLayout): { seats: number; wheelchairPlaces: number } {
  return {
    seats: seats.filter(isSold).length,
    wheelchairPlaces: seats.filter((seat) => seat.kind === 'wheelchair').length,
  };
}
