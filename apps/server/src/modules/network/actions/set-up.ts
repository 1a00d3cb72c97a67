import { type BodyOf, setUp } from '@wengong/contract';
import type { Tx } from '../../../kernel/db.ts';
import { Problem } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { handle } from '../../../kernel/module.ts';
import {
  ensureStaffAccount,
  grantOffice,
  grantRoles,
  normalisePhone,
  preparePassword,
  recordAudit,
} from '../../identity/index.ts';
import { countPalaces, insertPalace, insertUnion, lockSetup, nationalUnion } from '../network.store.ts';

type Setup = BodyOf<typeof setUp>;

/** First run: whoever comes first makes the palace and becomes its director. Everybody after them is refused. */
export const setUpAction = handle(setUp, async ({ body, deps, now }) => {
  const phone = normalisePhone(body.director.phone);
  if (phone === null) throw new Problem('phone-invalid');
  const prepared = await preparePassword(body.director.password);
  return deps.db.transact(async (tx) => {
    await lockSetup(tx);
    if ((await countPalaces(tx)) > 0) throw new Problem('setup-done');
    const { unionId, palaceId } = await createPalace(tx, body, now);
    const { displayName, account } = body.director;
    const staff = { phone, displayName, account, now };
    const { personId } = await ensureStaffAccount(tx, deps.keys, staff, prepared, true);
    await grantRoles(tx, { palaceId, personId, roles: ['director'], by: null, at: now });
    await grantOffice(tx, unionId, personId, null, now);
    await recordAudit(tx, {
      palaceId,
      actor: { personId },
      action: 'palace.create',
      subject: { type: 'palace', id: palaceId },
      after: { slug: body.palace.slug, name: body.palace.name, director: personId },
      at: now,
    });
    return { palaceId, palaceSlug: body.palace.slug, personId };
  });
});

/** The palace, its union, and the national federation at the root where there is none yet. */
async function createPalace(tx: Tx, { union, palace }: Setup, now: Date) {
  const nationId = (await nationalUnion(tx))?.id ?? (await insertNation(tx));
  const unionId = newId();
  await insertUnion(tx, {
    id: unionId,
    parent_id: nationId,
    path: `cn.u${unionId.replaceAll('-', '')}`,
    level: union.level,
    name: union.name,
    name_en: union.nameEn,
    division_code: null,
  });
  const palaceId = newId();
  await insertPalace(tx, {
    id: palaceId,
    slug: palace.slug,
    union_id: unionId,
    name: palace.name,
    name_en: palace.nameEn,
    province: palace.province,
    city: palace.city,
    district: palace.district,
    address: palace.address,
    latitude: null,
    longitude: null,
    time_zone: 'Asia/Shanghai',
    phone: null,
    opened_year: null,
    tagline: '',
    tagline_en: '',
    story: '',
    story_en: '',
    created_at: now,
  });
  return { unionId, palaceId };
}

async function insertNation(tx: Tx): Promise<string> {
  const id = newId();
  await insertUnion(tx, {
    id,
    parent_id: null,
    path: 'cn',
    level: 'nation',
    name: '中华全国总工会',
    name_en: 'All-China Federation of Trade Unions',
    division_code: null,
  });
  return id;
}
