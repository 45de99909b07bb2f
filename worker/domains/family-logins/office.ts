import { Hono } from "hono";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { validBody } from "../../edge/validate.ts";
import { changeRole } from "./change-role.ts";
import { endSessions } from "./end-sessions.ts";
import { getFamilyAccess } from "./get-access.ts";
import { invite } from "./invite.ts";
import { mailReset } from "./mail-reset.ts";
import { removeAccess } from "./remove-access.ts";
import { resendInvite } from "./resend-invite.ts";
import { revokeInvite } from "./revoke-invite.ts";
import { inviteInput, resendInput, roleInput, versionInput } from "./schemas.ts";

const manage = needs("portal_access", "full");

/** Who may sign in to a family's portal, at /family-access. */
export const familyAccessOffice = new Hono<OfficeEnv>()
  .get("/:familyId", needs("portal_access", "view"), async (c) =>
    c.json(await getFamilyAccess(c.get("ctx"), c.req.param("familyId"))),
  )
  .post("/:familyId/invites", manage, validBody(inviteInput), async (c) => {
    const { PASSWORD_PEPPER } = c.get("services").env;
    return c.json(
      await invite(c.get("ctx"), c.req.param("familyId"), c.req.valid("json"), PASSWORD_PEPPER),
      201,
    );
  })
  .post("/:familyId/invites/:id/resend", manage, validBody(resendInput), async (c) => {
    const { familyId, id } = c.req.param();
    const { PASSWORD_PEPPER } = c.get("services").env;
    return c.json(await resendInvite(c.get("ctx"), familyId, id, c.req.valid("json"), PASSWORD_PEPPER));
  })
  .delete("/:familyId/invites/:id", manage, validBody(versionInput), async (c) => {
    const { familyId, id } = c.req.param();
    return c.json(await revokeInvite(c.get("ctx"), familyId, id, c.req.valid("json")));
  })
  .patch("/:familyId/people/:id", manage, validBody(roleInput), async (c) => {
    const { familyId, id } = c.req.param();
    return c.json(await changeRole(c.get("ctx"), familyId, id, c.req.valid("json")));
  })
  .delete("/:familyId/people/:id", manage, validBody(versionInput), async (c) => {
    const { familyId, id } = c.req.param();
    return c.json(await removeAccess(c.get("ctx"), familyId, id, c.req.valid("json")));
  })
  .post("/:familyId/people/:id/password-reset", manage, async (c) => {
    const { familyId, id } = c.req.param();
    return c.json(await mailReset(c.get("ctx"), familyId, id, c.get("services").env.PASSWORD_PEPPER));
  })
  .post("/:familyId/people/:id/sessions/end", manage, async (c) => {
    const { familyId, id } = c.req.param();
    return c.json(await endSessions(c.get("ctx"), familyId, id));
  });
