import { createSignal } from "solid-js";
import type { PortalLocation } from "../../../worker/domains/portal/schemas.ts";
import { accountName } from "../account.ts";
import { keptText } from "../kept.ts";
import { school } from "../portal.ts";
import { me } from "../session.ts";

const kept = keptText(`chalkline:${accountName}:location`, () => localStorage);
/** Undefined: nothing was chosen yet; empty: every location. */
const [chosen, setChosen] = createSignal(kept.read());

/** The location that the family looks at: what was chosen, else where it is at home; undefined: all of them. */
export function currentLocation(): PortalLocation | undefined {
  const { locations } = school();
  if (locations.length === 1) return locations[0];
  const id = chosen() ?? me()?.family.homeLocationId;
  return locations.find((location) => location.id === id);
}

export function chooseLocation(id: string | undefined): void {
  kept.write(id ?? "");
  setChosen(id ?? "");
}

/** Several locations: one may be switched. */
export const hasLocations = () => school().locations.length > 1;

/** The address of something that a location filters. */
export function atLocation(path: string): string {
  const location = hasLocations() ? currentLocation() : undefined;
  return location ? `${path}?location=${encodeURIComponent(location.id)}` : path;
}
