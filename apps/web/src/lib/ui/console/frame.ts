import type { IconName } from '../icons.ts';

export interface NavigationItem {
  href: string;
  label: string;
  icon: IconName;
  current: boolean;
  /** Things waiting there, e.g. activities to review. */
  count?: number;
  /** Comes before others where there is room for few. */
  thumb?: boolean;
}

export interface NavigationGroup {
  label: string;
  items: NavigationItem[];
}

/** A palace or union that the staff member works for. */
export interface Scope {
  href: string;
  label: string;
  icon: IconName;
  current: boolean;
}

/** The few items for the bar at the foot of a phone: first those for the thumb, in the order of the navigation. */
export function barItems(navigation: readonly NavigationGroup[], room: number): NavigationItem[] {
  const items = navigation.flatMap((group) => group.items);
  const few = [...items].sort((a, b) => Number(b.thumb ?? false) - Number(a.thumb ?? false)).slice(0, room);
  return items.filter((item) => few.includes(item));
}
