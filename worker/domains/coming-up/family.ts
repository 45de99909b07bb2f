import { Hono } from "hono";
import { type FamilyEnv, family } from "../../edge/family-route.ts";
import { bookingCalendar } from "./booking-calendar.ts";
import { getComingUp } from "./get-coming-up.ts";

const schedule = family("pickup_only");

/** What the family has before it, as a list and, of one booking, as a file for a calendar program. */
export const comingUpFamily = new Hono<FamilyEnv>()
  .get("/", schedule, async (c) => c.json(await getComingUp(c.get("ctx"))))
  .get("/enrollments/:id/calendar", schedule, async (c) => {
    const text = await bookingCalendar(c.get("ctx"), c.req.param("id"));
    return c.body(text, 200, {
      "content-type": "text/calendar; charset=utf-8",
      "content-disposition": 'attachment; filename="classes.ics"',
    });
  });
