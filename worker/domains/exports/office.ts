import { Hono } from "hono";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { validQuery } from "../../edge/validate.ts";
import { auditFilter } from "../audit/schemas.ts";
import { classFilter } from "../classes/schemas.ts";
import { familyFilter } from "../families/schemas.ts";
import { staffFilter } from "../staff/schemas.ts";
import { studentFilter } from "../students/schemas.ts";
import { exportAccount } from "./export-account.ts";
import { exportAudit } from "./export-audit.ts";
import { exportClasses } from "./export-classes.ts";
import { exportFamilies } from "./export-families.ts";
import { exportMailLog } from "./export-mail-log.ts";
import { exportRecipients } from "./export-recipients.ts";
import { exportStaff } from "./export-staff.ts";
import { exportStudents } from "./export-students.ts";

const lists = needs("export", "view");

/** Lists and the whole account to take away. A list's own right is asked for besides. */
export const exportsOffice = new Hono<OfficeEnv>()
  .get("/families.csv", lists, needs("families", "view"), validQuery(familyFilter), async (c) =>
    exportFamilies(c.get("ctx"), c.req.valid("query")),
  )
  .get("/students.csv", lists, needs("students", "view"), validQuery(studentFilter), async (c) =>
    exportStudents(c.get("ctx"), c.req.valid("query")),
  )
  .get("/classes.csv", lists, needs("classes", "view"), validQuery(classFilter), async (c) =>
    exportClasses(c.get("ctx"), c.req.valid("query")),
  )
  .get("/staff.csv", lists, needs("staff", "view"), validQuery(staffFilter), async (c) =>
    exportStaff(c.get("ctx"), c.req.valid("query")),
  )
  .get("/audit.csv", lists, needs("audit", "view"), validQuery(auditFilter), async (c) =>
    exportAudit(c.get("ctx"), c.req.valid("query")),
  )
  .get("/mails.csv", lists, needs("campaigns", "view"), async (c) => exportMailLog(c.get("ctx")))
  // Which right it takes besides depends on the channel, so the use-case asks.
  .get("/campaigns/:id/recipients.csv", lists, async (c) => exportRecipients(c.get("ctx"), c.req.param("id")))
  .get("/account.sql", needs("export", "full"), async (c) => exportAccount(c.get("ctx")));
