import { Hono } from "hono";
import { type FamilyEnv, family } from "../../edge/family-route.ts";
import { validBody, validQuery } from "../../edge/validate.ts";
import { getOwnAbsences, reportOwnAbsences, withdrawOwnAbsences } from "./own-absences.ts";
import { getOwnAttendance } from "./own-attendance.ts";
import { ownAbsenceInput, ownWithdrawalInput } from "./own-schemas.ts";
import { absenceFilter } from "./schemas.ts";

const see = family("viewer");
const act = family("payer");

/** Who came and who will not, of the family's own children. */
export const attendanceFamily = new Hono<FamilyEnv>()
  .get("/absences", see, validQuery(absenceFilter), async (c) =>
    c.json(await getOwnAbsences(c.get("ctx"), c.req.valid("query"))),
  )
  .post("/absences", act, validBody(ownAbsenceInput), async (c) =>
    c.json(await reportOwnAbsences(c.get("ctx"), c.req.valid("json"))),
  )
  .post("/absences/withdraw", act, validBody(ownWithdrawalInput), async (c) =>
    c.json(await withdrawOwnAbsences(c.get("ctx"), c.req.valid("json"))),
  )
  .get("/students/:id", see, async (c) => c.json(await getOwnAttendance(c.get("ctx"), c.req.param("id"))));
