import type { BodyOf, updateSpace } from '@wengong/contract';
import type { SpaceRow } from './venue.tables.ts';

export const spaceRow = (palaceId: string, id: string, body: BodyOf<typeof updateSpace>): SpaceRow => ({
  palace_id: palaceId,
  id,
  kind: body.kind,
  name: body.name,
  name_en: body.nameEn,
  capacity: body.capacity,
  description: body.description,
  description_en: body.descriptionEn,
  bookable: body.bookable,
  slot_minutes: body.slotMinutes,
  price_fen: body.priceFen,
  member_price_fen: body.memberPriceFen,
  position: body.position,
});
