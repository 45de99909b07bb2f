import { Hono } from "hono";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { validBody } from "../../edge/validate.ts";
import { dueRuleInput, periodLockInput, receiptRuleInput } from "./schemas.ts";
import { getLedgerRules, updateDueRule, updatePeriodLock, updateReceiptRule } from "./update-rules.ts";

/** How the school keeps its books, at /ledger-rules. */
export const ledgerRulesOffice = new Hono<OfficeEnv>()
  .get("/", needs("charges", "view"), async (c) => c.json(await getLedgerRules(c.get("ctx"))))
  .put("/period-lock", needs("period_lock", "full"), validBody(periodLockInput), async (c) =>
    c.json(await updatePeriodLock(c.get("ctx"), c.req.valid("json"))),
  )
  .put("/due", needs("billing_setup", "full"), validBody(dueRuleInput), async (c) =>
    c.json(await updateDueRule(c.get("ctx"), c.req.valid("json"))),
  )
  .put("/receipts", needs("billing_setup", "full"), validBody(receiptRuleInput), async (c) =>
    c.json(await updateReceiptRule(c.get("ctx"), c.req.valid("json"))),
  );
