import { Hono } from "hono";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { validQuery } from "../../edge/validate.ts";
import { getPaper } from "./get-paper.ts";
import { getStatement } from "./get-statement.ts";
import { mailReceipt } from "./mail-receipt.ts";
import { statementFilter } from "./schemas.ts";
import { statementPdf } from "./statement-pdf.ts";

const see = needs("charges", "view");

/** What is handed out on paper, behind the office door. */
export const papersOffice = new Hono<OfficeEnv>()
  .get("/statements/:id", see, validQuery(statementFilter), async (c) =>
    c.json(await getStatement(c.get("ctx"), c.req.param("id"), c.req.valid("query"))),
  )
  .get("/statements/:id/pdf", see, validQuery(statementFilter), (c) =>
    statementPdf(c.get("ctx"), c.req.param("id"), c.req.valid("query")),
  )
  .get("/documents/:id", see, async (c) => c.json(await getPaper(c.get("ctx"), c.req.param("id"))))
  .post("/documents/:id/mail", needs("payments", "full"), async (c) =>
    c.json(await mailReceipt(c.get("ctx"), c.req.param("id"))),
  );
