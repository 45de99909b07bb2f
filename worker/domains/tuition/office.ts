import { Hono } from "hono";
import type { OfficeEnv } from "../../edge/office-route.ts";
import { setupOffice } from "./setup-office.ts";

/** Where prices come from, at /tuition. */
export const tuitionOffice = new Hono<OfficeEnv>().route("/", setupOffice);
