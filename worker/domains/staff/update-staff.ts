import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { actorId, type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { imageQuery, refuseMissingPicture } from "../portal-images/portal-image.ts";
import { grantsOfPerson, toGrants } from "./grant-queries.ts";
import { requireReach, undoRight } from "./reach.ts";
import type { UpdateStaffInput } from "./schemas.ts";
import { explainTaken, fullName, signInNames, staffNames, staffPhone } from "./staff-rows.ts";

/**
 * Changes facts of a member of staff. Whoever changes what somebody else signs in with could take over that log-in,
 * so that takes as many rights as the person has.
 * @throws NotFound, Conflict, Forbidden `beyond_own_rights`, Precondition `not_unique`
 */
export async function updateStaff(
  ctx: Context,
  staffId: string,
  input: UpdateStaffInput,
): Promise<{ change: Committed | null }> {
  requireRight(ctx, "staff", "full");
  const { photoFileId = null } = input;
  const found = await read(ctx, {
    person: livingById("staff", staffId),
    grants: grantsOfPerson(staffId),
    photo: imageQuery(photoFileId),
  });
  refuseMissingPicture(found.photo[0]!.found, "photoFileId");
  const person = expectRow(found.person, "member of staff", input.version);
  const { version: _version, firstName, lastName, username, email, phone, ...facts } = input;
  const signIn = signInNames({
    username: username ?? person.username,
    email: email === undefined ? person.email : email,
  });
  const touchesLogin = signIn.username !== person.username || signIn.email !== person.email;
  if (touchesLogin && staffId !== actorId(ctx.actor)) requireReach(ctx, toGrants(found.grants));
  const name = { firstName: firstName ?? person.firstName, lastName: lastName ?? person.lastName };
  const change = new Change(ctx, {
    action: "staff.update",
    summary: `Changed the details of ${fullName(name)}`,
    right: touchesLogin ? undoRight(ctx, "staff") : "staff",
    undoMs: UNDO_MS.ordinary,
  });
  const changed = change.update("staff", person, {
    ...facts,
    ...staffNames(name),
    ...signIn,
    ...(phone === undefined ? {} : staffPhone(phone, ctx.account.phoneRegion)),
  });
  if (!changed) return { change: null };
  try {
    return { change: await commit(ctx, change) };
  } catch (error) {
    throw explainTaken(error);
  }
}
