/** Where something is, as far as it is known. */
export interface MapPlace {
  name: string;
  address?: string;
  city?: string;
  latitude: number | null;
  longitude: number | null;
}

/** Address of a page or app that shows the place; AMap opens in the browser and in its own app alike. */
export function mapLink(place: MapPlace): string {
  const { name, latitude, longitude } = place;
  if (latitude !== null && longitude !== null) {
    const marker = new URLSearchParams({ position: `${longitude},${latitude}`, name, coordinate: 'wgs84' });
    return `https://uri.amap.com/marker?${marker}`;
  }
  const search = new URLSearchParams({
    keyword: `${place.address ?? ''} ${name}`.trim(),
    city: place.city ?? '',
  });
  return `https://uri.amap.com/search?${search}`;
}
