import { addDays, type IsoDate } from "../../../tenant-schema/dates.ts";
import { OFFERS, type Offer } from "./offers.ts";
import type { DemoSchool } from "./schools.ts";
import { type Placed, Timetable } from "./timetable.ts";

/** Classes of a demonstration account before anybody asks for more. */
export const DEMO_CLASSES = 45;

/** What of the account its classes refer to. */
export interface ClassFacts {
  readonly today: IsoDate;
  readonly locationIds: readonly string[];
  readonly rooms: readonly { readonly id: string; readonly locationId: string; readonly capacity: number }[];
  readonly coachIds: readonly string[];
}

export interface ClassPlan {
  readonly index: number;
  readonly name: string;
  readonly offer: Offer;
  readonly locationId: string;
  readonly capacity: number;
  readonly startsOn: IsoDate;
  readonly endsOn: IsoDate | null;
  readonly isArchived: boolean;
  readonly session: "auto_drop" | "rolling" | null;
  readonly slots: readonly Placed[];
}

/**
 * The first `count` classes of a school and when they meet; a longer list begins with the shorter one. The first is the
 * big class, one begins in four weeks, one is over and archived.
 */
export function planClasses(school: DemoSchool, facts: ClassFacts, count: number): ClassPlan[] {
  const timetable = new Timetable();
  return Array.from({ length: count }, (_, index) => planClass(school, facts, index, timetable));
}

function planClass(school: DemoSchool, facts: ClassFacts, index: number, timetable: Timetable): ClassPlan {
  const { offers, bigClass } = OFFERS[school.urlName]!;
  const turn = index - 1;
  const offer = index === 0 ? bigClass : offers[turn % offers.length]!;
  const place = index % facts.locationIds.length;
  const locationId = facts.locationIds[place]!;
  // Few coaches drive from one town to another on a working day.
  const coachIds = facts.coachIds.filter((_, i) => i % facts.locationIds.length === place);
  const roomIds = facts.rooms.filter((room) => room.locationId === locationId);
  const wanted = { minutes: offer.minutes, students: offer.capacity, roomIds, coachIds };
  const first = timetable.place({
    ...wanted,
    weekday: 1 + ((Math.floor(index / facts.locationIds.length) + Math.floor(index / 12)) % 6),
  });
  const isTwice = index % 3 === 2;
  const second = isTwice ? [timetable.place({ ...wanted, weekday: 1 + ((first.weekday + 1) % 6) })] : [];
  const isComing = index === DEMO_CLASSES - 2;
  const isOver = index === DEMO_CLASSES - 1;
  return {
    index,
    name: index === 0 ? offer.name : `${offer.name} ${Math.floor(turn / offers.length) + 1}`,
    offer,
    locationId,
    capacity: offer.capacity,
    startsOn: isComing ? addDays(facts.today, 28) : `${Number(facts.today.slice(0, 4)) - 2}-09-01`,
    endsOn: isOver ? addDays(facts.today, -60) : null,
    isArchived: isOver,
    session: isComing || isOver || index === 0 ? null : sessionOf(index),
    slots: [first, ...second],
  };
}

function sessionOf(index: number): ClassPlan["session"] {
  if (index % 5 === 2) return "auto_drop";
  return index % 5 === 4 ? "rolling" : null;
}
