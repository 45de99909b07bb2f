import { Hono } from "hono";
import { type FamilyContext, type FamilyEnv, family } from "../../edge/family-route.ts";
import { anyone } from "../../edge/route-marks.ts";
import { validBody } from "../../edge/validate.ts";
import { lend } from "../../kernel/context.ts";
import { arrivalOf, welcome } from "../family-sessions/at-the-door.ts";
import { acceptInvite, viewInvite } from "./accept-invite.ts";
import { changeRole } from "./change-role.ts";
import { getOwnAccess } from "./get-access.ts";
import { invite } from "./invite.ts";
import { removeAccess } from "./remove-access.ts";
import { resendInvite } from "./resend-invite.ts";
import { revokeInvite } from "./revoke-invite.ts";
import {
  acceptInviteInput,
  inviteInput,
  inviteTokenInput,
  resendInput,
  roleInput,
  versionInput,
} from "./schemas.ts";

const owner = family("owner");

/** Who may sign in to the own family, and how one does oneself, at /access. */
export const accessFamily = new Hono<FamilyEnv>()
  .get("/", family("pickup_only"), async (c) => c.json(await getOwnAccess(c.get("ctx"))))
  .post("/invites", owner, validBody(inviteInput), async (c) =>
    c.json(await invite(...own(c), c.req.valid("json"), pepper(c)), 201),
  )
  .post("/invites/:id/resend", owner, validBody(resendInput), async (c) =>
    c.json(await resendInvite(...own(c), c.req.param("id"), c.req.valid("json"), pepper(c))),
  )
  .delete("/invites/:id", owner, validBody(versionInput), async (c) =>
    c.json(await revokeInvite(...own(c), c.req.param("id"), c.req.valid("json"))),
  )
  .patch("/people/:id", owner, validBody(roleInput), async (c) =>
    c.json(await changeRole(...own(c), c.req.param("id"), c.req.valid("json"))),
  )
  .delete("/people/:id", owner, validBody(versionInput), async (c) =>
    c.json(await removeAccess(...own(c), c.req.param("id"), c.req.valid("json"))),
  );

/** Invitations as those who were invited see them, at /invites. */
export const invitesFamily = new Hono<FamilyEnv>()
  .post("/look", anyone("looking at an invitation"), validBody(inviteTokenInput), async (c) =>
    c.json(await viewInvite(c.get("visitor"), c.req.valid("json").token)),
  )
  .post("/accept", anyone("accepting an invitation"), validBody(acceptInviteInput), async (c) => {
    const entered = await acceptInvite(c.get("visitor"), c.req.valid("json"), await arrivalOf(c));
    return c.json({ me: await welcome(c, entered) });
  });

/** An owner does for the own family what staff may do for any. */
function own(c: FamilyContext) {
  const ctx = c.get("ctx");
  return [lend(ctx, "portal_access"), ctx.actor.familyId] as const;
}

function pepper(c: FamilyContext): string {
  return c.get("services").env.PASSWORD_PEPPER;
}
