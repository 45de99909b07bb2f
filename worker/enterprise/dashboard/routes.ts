import { Hono } from "hono";
import { dateAt } from "../../../tenant-schema/dates.ts";
import { attachment, CSV_TYPE } from "../../domains/exports/csv.ts";
import { validQuery } from "../../edge/validate.ts";
import { type EnterpriseEnv, enterprise } from "../door/enterprise-route.ts";
import { storeOf } from "../store/open-store.ts";
import { visibleIn } from "../store/visible-accounts.ts";
import { csvOf, figureRows } from "./figure-rows.ts";
import { getDashboard } from "./get-dashboard.ts";
import { figuresOf, lastMonths } from "./read-dashboard.ts";
import { dashboardFilter } from "./schemas.ts";

/** Figures across accounts, at /dashboard. */
export const dashboardEnterprise = new Hono<EnterpriseEnv>()
  .get("/", enterprise("user"), validQuery(dashboardFilter), async (c) =>
    c.json(await getDashboard(c.get("ctx"), c.req.valid("query"))),
  )
  .get("/figures.csv", enterprise("user"), validQuery(dashboardFilter), async (c) => {
    const ctx = c.get("ctx");
    const { group, months } = c.req.valid("query");
    const accounts = await visibleIn(ctx, group);
    const store = await storeOf(ctx.services.house, ctx.control, ctx.actor.enterpriseId);
    const asked = lastMonths(accounts, ctx.nowMs, months);
    const figures = await figuresOf(store, accounts, asked, ctx.nowMs);
    const headers = {
      "content-type": CSV_TYPE,
      "content-disposition": attachment(`figures ${dateAt(ctx.nowMs, "UTC")}.csv`),
    };
    return new Response(csvOf(figureRows(figures)), { headers });
  });
