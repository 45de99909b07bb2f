import { Hono } from "hono";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { validQuery } from "../../edge/validate.ts";
import { getReceivables } from "./get-receivables.ts";
import { listTransactions } from "./list-transactions.ts";
import { receivablesFilter, transactionsFilter } from "./schemas.ts";

const see = needs("charges", "view");

/** The ledgers of all families at once, at /account-ledger. */
export const accountLedgerOffice = new Hono<OfficeEnv>()
  .get("/transactions", see, validQuery(transactionsFilter), async (c) =>
    c.json(await listTransactions(c.get("ctx"), c.req.valid("query"))),
  )
  .get("/receivables", see, validQuery(receivablesFilter), async (c) =>
    c.json(await getReceivables(c.get("ctx"), c.req.valid("query"))),
  );
