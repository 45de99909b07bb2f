import { describe, expect, it } from "vitest";
import { type ClassFacts, DEMO_CLASSES, planClasses } from "../../worker/local/demo/class-plans.ts";
import { OFFERS } from "../../worker/local/demo/offers.ts";
import { DEMO_SCHOOLS } from "../../worker/local/demo/schools.ts";

const BENCH_CLASSES = 300;

describe.each(DEMO_SCHOOLS.map((school) => [school.urlName, school] as const))(
  "the week of %s",
  (_name, school) => {
    const locationIds = school.locations.map(({ id }) => id);
    const rooms = locationIds.flatMap((locationId) =>
      OFFERS[school.urlName]!.rooms.map(({ name, capacity }) => ({
        id: `${locationId} ${name}`,
        locationId,
        capacity,
      })),
    );
    const coachIds = Array.from({ length: 9 }, (_, i) => `coach ${i}`);
    const facts: ClassFacts = { today: "2026-11-21", locationIds, rooms, coachIds };
    const plans = planClasses(school, facts, BENCH_CLASSES);

    it("is the same every time, and a larger one begins with the smaller", () => {
      expect(planClasses(school, facts, DEMO_CLASSES)).toEqual(plans.slice(0, DEMO_CLASSES));
      expect(new Set(plans.map((plan) => plan.name)).size).toBe(BENCH_CLASSES);
    });

    it("books no room and no coach twice, and finds both for every slot of the demonstration", () => {
      const slotsOf = (count: number) =>
        plans
          .slice(0, count)
          .flatMap((plan) => plan.slots.map((slot) => ({ ...slot, minutes: plan.offer.minutes })));
      const isMissing = (slot: { roomId: string | null; instructorIds: readonly string[] }) =>
        slot.roomId === null || slot.instructorIds.length === 0;
      expect(slotsOf(DEMO_CLASSES).filter(isMissing)).toEqual([]);
      const slots = slotsOf(BENCH_CLASSES);
      expect(slots).toHaveLength(400);
      const clashes = slots.filter((a, i) =>
        slots
          .slice(i + 1)
          .some(
            (b) =>
              a.weekday === b.weekday &&
              a.startMinute < b.startMinute + b.minutes &&
              b.startMinute < a.startMinute + a.minutes &&
              ((a.roomId !== null && a.roomId === b.roomId) ||
                a.instructorIds.some((id) => b.instructorIds.includes(id))),
          ),
      );
      expect(clashes).toEqual([]);
    });

    it("takes programs and levels that the school has", () => {
      const { programs, levels, offers, bigClass } = OFFERS[school.urlName]!;
      const known = new Set([...programs, ...levels].map(({ name }) => name));
      const named = [...offers, bigClass].flatMap(({ program, level }) =>
        level === null ? [program] : [program, level],
      );
      expect(named.filter((name) => !known.has(name))).toEqual([]);
    });
  },
);
