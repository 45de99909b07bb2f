import { Hono } from "hono";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { validQuery } from "../../edge/validate.ts";
import { getCalendar } from "./get-calendar.ts";
import { calendarFilter } from "./schemas.ts";
import { calendarAnswer } from "./values.ts";

/** The calendar behind the office door. */
export const calendarOffice = new Hono<OfficeEnv>().get(
  "/",
  needs("classes", "view"),
  validQuery(calendarFilter),
  async (c) => c.json(calendarAnswer(await getCalendar(c.get("ctx"), c.req.valid("query")))),
);
