import { Hono } from "hono";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { validQuery } from "../../edge/validate.ts";
import { getCharge } from "./get-charge.ts";
import { getFamilyMoney, getOpenItems } from "./get-family-money.ts";
import { getLedgerOptions } from "./get-options.ts";
import { getPayment } from "./get-payment.ts";
import { listEntries } from "./list-entries.ts";
import { familyLedgerFilter } from "./schemas.ts";
import { ledgerWrites } from "./writes-office.ts";

const see = needs("charges", "view");

/** The ledgers of families, behind the office door. */
export const ledgerOffice = new Hono<OfficeEnv>()
  .get("/options", see, async (c) => c.json(await getLedgerOptions(c.get("ctx"))))
  .get("/families/:id", see, validQuery(familyLedgerFilter), async (c) =>
    c.json(await listEntries(c.get("ctx"), c.req.param("id"), c.req.valid("query"))),
  )
  .get("/families/:id/money", see, async (c) => c.json(await getFamilyMoney(c.get("ctx"), c.req.param("id"))))
  .get("/families/:id/open", see, async (c) => c.json(await getOpenItems(c.get("ctx"), c.req.param("id"))))
  .get("/charges/:id", see, async (c) => c.json(await getCharge(c.get("ctx"), c.req.param("id"))))
  .get("/payments/:id", see, async (c) => c.json(await getPayment(c.get("ctx"), c.req.param("id"))))
  .route("/", ledgerWrites);
