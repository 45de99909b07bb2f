import type { Component } from "solid-js";
import {
  CalendarIcon,
  EllipsisIcon,
  HouseIcon,
  MapPinIcon,
  NewspaperIcon,
  UserIcon,
} from "../../shared/ui/icons.tsx";
import { school } from "../portal.ts";
import { shellWords } from "../words/shell.ts";
import { atLocation, currentLocation, hasLocations } from "./location.ts";
import { hasWelcomeInfo } from "./welcome-info.ts";

export interface Entry {
  readonly label: string;
  /** Where there is little room. */
  readonly tab?: string;
  readonly href: string;
  readonly icon: Component<{ class?: string }>;
}

/** What the portal leads to; whatever is switched off, or has nothing behind it, is missing. */
export const entries = {
  home: (): Entry => ({ label: shellWords().home, href: "/home", icon: HouseIcon }),
  booking: (): Entry | undefined =>
    school().settings.showsClasses
      ? {
          label: shellWords().book,
          tab: shellWords().bookTab,
          href: atLocation("/classes"),
          icon: CalendarIcon,
        }
      : undefined,
  account: (): Entry => ({
    label: shellWords().account,
    tab: shellWords().accountTab,
    href: "/account",
    icon: UserIcon,
  }),
  news: (): Entry | undefined =>
    school().has.news ? { label: shellWords().news, href: "/news", icon: NewspaperIcon } : undefined,
  more: (): Entry | undefined =>
    hasMore() ? { label: shellWords().more, href: "/more", icon: EllipsisIcon } : undefined,
  location: (): Entry | undefined =>
    hasLocations()
      ? { label: currentLocation()?.name ?? shellWords().allLocations, href: "/locations", icon: MapPinIcon }
      : undefined,
};

/** The page “More” would be empty without. */
export function hasMore(): boolean {
  const { has, locations } = school();
  return hasWelcomeInfo() || has.staff || has.policies || locations.length > 0;
}

export const shown = (some: readonly (Entry | undefined)[]): Entry[] =>
  some.filter((entry) => entry !== undefined);
