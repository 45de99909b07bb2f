import type { Calendar } from "../../../worker/domains/calendar/shapes.ts";

interface NamedRoom {
  readonly id: string;
  readonly locationId: string;
  readonly name: string;
}

/** Rooms by names that tell them apart: every location may have a "Main floor", so of several each says where it is. */
export function namedRooms(calendar: Calendar | undefined): NamedRoom[] {
  const places = new Map(calendar?.locations.map(({ id, name }) => [id, name]));
  return (calendar?.rooms ?? []).map(({ id, locationId, name }) => ({
    id,
    locationId,
    name: places.size > 1 ? `${name}, ${places.get(locationId)}` : name,
  }));
}
