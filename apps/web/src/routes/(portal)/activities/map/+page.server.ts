import { listCities } from '@wengong/contract/network';
import { listDistricts } from '@wengong/contract/programme';
import { tileOf } from '#lib/features/palace/provinces.ts';
import type { PageServerLoad } from './$types';

export interface DistrictCount {
  district: string;
  palaces: number;
  sessions: number;
  free: number;
}

export const load: PageServerLoad = async ({ locals, url }) => {
  const [cities, districts] = await Promise.all([
    locals.api.load(listCities),
    locals.api.load(listDistricts, { query: {} }),
  ]);
  const provinceOf = new Map(cities.items.map((one) => [one.city, shortName(one.province)]));
  const asked = url.searchParams.get('city') ?? '';
  const province = url.searchParams.get('province') ?? provinceOf.get(asked) ?? '';
  const values: Record<string, number> = {};
  const groups = new Map<string, DistrictCount[]>();
  for (const { city, ...count } of districts.items) {
    const name = provinceOf.get(city) ?? city;
    values[name] = (values[name] ?? 0) + count.sessions;
    if (!province || name === province) groups.set(city, [...(groups.get(city) ?? []), count]);
  }
  return { values, province, cities: [...groups].map(([city, items]) => ({ city, districts: items })) };
};

const shortName = (province: string) => tileOf(province)?.name ?? province;
