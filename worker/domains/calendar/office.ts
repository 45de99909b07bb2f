import { Hono } from "hono";
import { answerRows } from "../../edge/answer-rows.ts";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { validQuery } from "../../edge/validate.ts";
import { getCalendar } from "./get-calendar.ts";
import { calendarFilter } from "./schemas.ts";

/** The calendar behind the office door. */
export const calendarOffice = new Hono<OfficeEnv>().get(
  "/",
  needs("classes", "view"),
  validQuery(calendarFilter),
  async (c) => answerRows(c, await getCalendar(c.get("ctx"), c.req.valid("query")), "meetings"),
);
