import { Hono } from "hono";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { validQuery } from "../../edge/validate.ts";
import { getMoneyOverview } from "./get-overview.ts";
import { overviewFilter } from "./schemas.ts";

export const moneyOverviewOffice = new Hono<OfficeEnv>().get(
  "/",
  needs("money_overview", "view"),
  validQuery(overviewFilter),
  async (c) => c.json(await getMoneyOverview(c.get("ctx"), c.req.valid("query"))),
);
