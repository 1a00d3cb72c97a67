import type { UnionRow } from '../modules/network/index.ts';
import { DAY, type DemoCalendar, later, ZONE } from './calendar.ts';
import type { PalaceContent, SpaceContent, Text } from './content.ts';
import { addHolidayHours } from './holiday-hours.ts';
import type { Rows } from './rows.ts';
import { addSeatMap, type DemoMap } from './seat-maps.ts';
import { Seed } from './seed.ts';
import type { Staff } from './staff.ts';

export interface Space {
  readonly id: string;
  readonly content: SpaceContent;
  /** Ids of the room units it is made of. */
  readonly units: readonly string[];
  /** Its seat map, where it has one. */
  readonly map?: DemoMap;
}

/** A palace as it was written, with the ids that its programme refers to, by the content's keys. */
export interface Palace {
  readonly id: string;
  readonly content: PalaceContent;
  readonly staff: Staff;
  readonly spaces: ReadonlyMap<string, Space>;
  readonly teachers: ReadonlyMap<string, string>;
  readonly brands: ReadonlyMap<string, string>;
  readonly partners: ReadonlyMap<string, string>;
  readonly landmarks: readonly string[];
}

interface Context {
  readonly calendar: DemoCalendar;
  readonly rows: Rows;
  readonly unions: readonly UnionRow[];
  staffOf(slug: string, palaceId: string): Staff;
}

export const paragraphs = (texts: readonly Text[], language: 0 | 1): string =>
  texts.map((text) => text[language]).join('\n\n');

/** Writes a palace with its rooms, teachers, hours, partners, brands and landmarks. */
export function makePalace(context: Context, content: PalaceContent): Palace {
  const seed = new Seed(`palace ${content.slug}`);
  const opened = later(context.calendar.now, -440 * DAY);
  const id = seed.id(opened);
  const union = context.unions.find((each) => each.path === content.union);
  if (union === undefined) throw new Error(`demonstration: no union ${content.union}`);
  addPalace(context.rows, content, { id, unionId: union.id, opened });
  const year = Number(context.calendar.today.slice(0, 4));
  const make = { rows: context.rows, seed, palaceId: id, at: opened, year, content };
  const partners = addPartners(make);
  addHolidayHours(make, context.calendar.today);
  return {
    id,
    content,
    staff: context.staffOf(content.slug, id),
    spaces: addSpaces(make),
    teachers: addTeachers(make),
    brands: addBrands(make, partners),
    partners,
    landmarks: addLandmarks(make),
  };
}

interface Making {
  readonly rows: Rows;
  readonly seed: Seed;
  readonly palaceId: string;
  readonly at: Date;
  /** The year of loading. */
  readonly year: number;
  readonly content: PalaceContent;
}

function addPalace(
  rows: Rows,
  content: PalaceContent,
  made: { id: string; unionId: string; opened: Date },
): void {
  rows.add('palace', {
    id: made.id,
    slug: content.slug,
    union_id: made.unionId,
    name: content.name[0],
    name_en: content.name[1],
    province: content.province,
    city: content.city,
    district: content.district,
    address: content.address,
    latitude: content.latitude,
    longitude: content.longitude,
    time_zone: ZONE,
    phone: null,
    opened_year: null,
    tagline: content.tagline[0],
    tagline_en: content.tagline[1],
    story: paragraphs(content.story, 0),
    story_en: paragraphs(content.story, 1),
    created_at: made.opened,
  });
}

function addSpaces({ rows, seed, palaceId, at, content }: Making): Map<string, Space> {
  const units = new Map(Object.entries(content.units).map(([key, name]) => [key, { id: seed.id(at), name }]));
  for (const { id, name } of units.values()) {
    rows.add('resource', { palace_id: palaceId, id, kind: 'room_unit', name });
  }
  for (let weekday = 0; weekday < 7; weekday += 1) {
    const late = weekday === 5 || weekday === 6 ? content.hours.late : undefined;
    rows.add('opening_hours', {
      palace_id: palaceId,
      id: seed.id(at),
      space_id: null,
      weekday,
      opens: content.hours.opens,
      closes: late ?? content.hours.closes,
    });
  }
  return new Map(
    content.spaces.map((space, position) => {
      const id = seed.id(at);
      const made = (space.units ?? [space.key]).map((key) => {
        const unit = units.get(key);
        if (unit === undefined) throw new Error(`demonstration: ${content.slug} has no unit ${key}`);
        return unit.id;
      });
      rows.add('space', spaceRow(palaceId, id, space, position));
      for (const unit of made) {
        rows.add('space_unit', { palace_id: palaceId, space_id: id, resource_id: unit });
      }
      const map = space.seatPlan && addSeatMap(rows, { palaceId, id, at }, space.seatPlan);
      return [space.key, { id, content: space, units: made, ...(map ? { map } : {}) }];
    }),
  );
}

const spaceRow = (palaceId: string, id: string, space: SpaceContent, position: number) => ({
  palace_id: palaceId,
  id,
  kind: space.kind,
  name: space.name[0],
  name_en: space.name[1],
  capacity: space.capacity,
  description: space.description[0],
  description_en: space.description[1],
  bookable: space.slots !== undefined,
  slot_minutes: space.slots?.minutes ?? 60,
  price_fen: space.slots?.price ?? 0,
  member_price_fen: space.slots?.memberPrice ?? 0,
  position,
});

function addTeachers({ rows, seed, palaceId, at, content }: Making): Map<string, string> {
  return new Map(
    Object.entries(content.teachers).map(([key, name]) => {
      const id = seed.id(at);
      rows.add('resource', { palace_id: palaceId, id, kind: 'teacher', name });
      return [key, id];
    }),
  );
}

function addPartners({ rows, seed, palaceId, at, content }: Making): Map<string, string> {
  return new Map(
    content.partners.map((partner) => {
      const id = seed.id(at);
      rows.add('partner', { palace_id: palaceId, id, name: partner.name, kind: partner.kind });
      return [partner.key, id];
    }),
  );
}

function addBrands(
  { rows, seed, palaceId, at, year, content }: Making,
  partners: ReadonlyMap<string, string>,
): Map<string, string> {
  return new Map(
    content.brands.map((brand) => {
      const id = seed.id(at);
      rows.add('brand', {
        palace_id: palaceId,
        id,
        slug: brand.key,
        name: brand.name[0],
        name_en: brand.name[1],
        since_year: brand.age === undefined ? null : year - brand.age,
        story: brand.story[0],
        story_en: brand.story[1],
      });
      brand.figures.forEach((figure, position) => {
        rows.add('brand_figure', {
          palace_id: palaceId,
          brand_id: id,
          position,
          label: figure.label[0],
          label_en: figure.label[1],
          value: figure.value,
        });
      });
      (brand.history ?? []).forEach(({ ago, text }, position) => {
        rows.add('brand_milestone', {
          palace_id: palaceId,
          brand_id: id,
          position,
          year: year - ago,
          text: text[0],
          text_en: text[1],
        });
      });
      for (const key of brand.partners ?? []) {
        rows.add('brand_partner', { palace_id: palaceId, brand_id: id, partner_id: partners.get(key) });
      }
      return [brand.key, id];
    }),
  );
}

function addLandmarks({ rows, seed, palaceId, at, content }: Making): string[] {
  return content.landmarks.map((landmark, position) => {
    const id = seed.id(at);
    rows.add('landmark', {
      palace_id: palaceId,
      id,
      name: landmark.name[0],
      name_en: landmark.name[1],
      story: landmark.story[0],
      story_en: landmark.story[1],
      position,
    });
    return id;
  });
}
