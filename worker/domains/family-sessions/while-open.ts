import { sql } from "drizzle-orm";
import { createMiddleware } from "hono/factory";
import { flag, select } from "../../../control-plane/query.ts";
import type { FamilyEnv } from "../../edge/family-route.ts";
import { Forbidden } from "../../kernel/errors.ts";
import { portalIsOpen, read } from "../../kernel/read.ts";

/** The school has its portal switched off, for everybody. */
export class PortalClosed extends Forbidden {
  constructor() {
    super(
      "portal_closed",
      "The school has closed its portal for now. Nothing was changed; get in touch with the school.",
    );
  }
}

/**
 * Nobody signs in, makes an account or accepts an invitation while the portal is closed. Guardians who are in are asked
 * by every read and write, and what visitors look at says so itself: this is for what visitors do.
 */
export const whileOpen = createMiddleware<FamilyEnv>(async (c, next) => {
  const isRead = c.req.method === "GET" || c.req.method === "HEAD";
  if (c.env.visit.ctx === null && !isRead) {
    const { found } = await read(c.get("visitor"), {
      found: select({ isOpen: flag(portalIsOpen()) }, sql``),
    });
    if (!found[0]!.isOpen) throw new PortalClosed();
  }
  await next();
});
