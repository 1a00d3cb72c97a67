import type { IconName } from '../icons.ts';

export interface NavigationItem {
  href: string;
  label: string;
  icon: IconName;
  current: boolean;
  /** Things waiting there, e.g. activities to review. */
  count?: number;
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
