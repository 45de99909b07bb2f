import { Hono } from "hono";
import { validQuery } from "../../edge/validate.ts";
import { type EnterpriseEnv, enterprise } from "../door/enterprise-route.ts";
import { streamFrames } from "../streams/frames.ts";
import { type PhoneSearchFrame, phoneSearchInput } from "./schemas.ts";
import { accountsToSearch, searchPhone } from "./search-phone.ts";

/** Who is calling, at /phone-search: an answer that grows line by line. */
export const phoneSearchEnterprise = new Hono<EnterpriseEnv>().get(
  "/",
  enterprise("user"),
  validQuery(phoneSearchInput),
  async (c) => {
    const ctx = c.get("ctx");
    const input = c.req.valid("query");
    const accounts = await accountsToSearch(ctx, input);
    return streamFrames<PhoneSearchFrame>(ctx.request.id, (send) =>
      searchPhone(ctx, input.phone, accounts, send),
    );
  },
);
