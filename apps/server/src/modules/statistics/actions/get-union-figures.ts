import { getUnionFigures } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import {
  type AttendanceCell,
  type AttendanceScope,
  attendanceCells,
  differentPeople,
} from '../../booking/index.ts';
import { findUnion, type PlacedPalace, palacesUnder, unionsBelow } from '../../network/index.ts';
import { sessionFacts } from '../../programme/index.ts';
import { requireDays } from '../statistics.range.ts';
import { countUp, noCounts } from '../statistics.rules.ts';

export const getUnionFiguresAction = handle(getUnionFigures, async ({ params, query, reader, now }) => {
  requireDays(query);
  const union = await findUnion(reader, params.unionId);
  if (union === undefined) throw new Problem('not-found');
  const children = await unionsBelow(reader, union.id);
  const palaces = await palacesUnder(reader, union.path);
  const childOf = (palace: PlacedPalace) =>
    children.find((child) => palace.path === child.path || palace.path.startsWith(`${child.path}.`))?.id ??
    '';
  const scope: AttendanceScope = {
    palaces: palaces.map((palace) => ({
      palaceId: palace.id,
      timeZone: palace.time_zone,
      group: childOf(palace),
    })),
    from: query.from,
    to: query.to,
  };
  const cells = await attendanceCells(reader, scope);
  const people = await differentPeople(reader, scope);
  const facts = await sessionFacts(
    reader,
    palaces.map((palace) => palace.id),
    { ...query, now },
    [...new Set(cells.flatMap((cell) => (cell.session_id === null ? [] : [cell.session_id])))],
  );
  const bySession = new Map(facts.map((each) => [each.sessionId, each]));
  const countFor = (members: readonly PlacedPalace[], persons: number) => {
    const ids = new Set(members.map((palace) => palace.id));
    const own = (cell: AttendanceCell) => ids.has(cell.palace_id);
    const held = facts.filter((each) => each.held && ids.has(each.palaceId)).length;
    return members.length === 0 ? noCounts : countUp(cells.filter(own), bySession, held, persons);
  };
  const peopleOf = (match: (row: (typeof people)[number]) => boolean) => people.find(match)?.people ?? 0;
  return {
    from: query.from,
    to: query.to,
    union: { id: union.id, name: union.name, nameEn: union.name_en, level: union.level },
    total: countFor(
      palaces,
      peopleOf((row) => row.palace_id === null && row.part === null),
    ),
    palaces: palaces.map((palace) => ({
      palaceId: palace.id,
      slug: palace.slug,
      name: palace.name,
      nameEn: palace.name_en,
      city: palace.city,
      ...countFor(
        [palace],
        peopleOf((row) => row.palace_id === palace.id && row.day === null),
      ),
    })),
    unions: children.map((child) => ({
      unionId: child.id,
      name: child.name,
      nameEn: child.name_en,
      level: child.level,
      ...countFor(
        palaces.filter((palace) => childOf(palace) === child.id),
        peopleOf((row) => row.part === child.id),
      ),
    })),
  };
});
