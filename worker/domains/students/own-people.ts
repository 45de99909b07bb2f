import { alongside, type Context, type GuardianActor, lend, requireRole } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { livingById } from "../../kernel/records.ts";
import { removeRecord } from "../families/remove-record.ts";
import { saveRecord } from "../families/save-record.ts";
import { addActivity } from "../online-activity/add-activity.ts";
import type { OwnContactInput, OwnPickupInput } from "./own-schemas.ts";
import { expectOwnStudent } from "./own-students.ts";

/** Who is called when something happens to a child. With `recordId` null a new one. @throws NotFound, Conflict */
export async function saveOwnContact(
  ctx: Context<GuardianActor>,
  studentId: string,
  recordId: string | null,
  input: OwnContactInput,
): Promise<{ readonly id: string }> {
  requireRole(ctx, "payer");
  await expectOwnStudent(ctx, studentId);
  const { studentId: of } = await place(ctx, "emergencyContacts", recordId, studentId);
  const whole = { ...input, studentId: of };
  const { id } = await saveRecord(
    telling(ctx, studentId),
    "emergencyContacts",
    ctx.actor.familyId,
    recordId,
    whole,
  );
  return { id };
}

/** Who may pick a child up. With `recordId` null a new one. @throws NotFound, Conflict */
export async function saveOwnPickup(
  ctx: Context<GuardianActor>,
  studentId: string,
  recordId: string | null,
  input: OwnPickupInput,
): Promise<{ readonly id: string }> {
  requireRole(ctx, "payer");
  await expectOwnStudent(ctx, studentId);
  const { studentId: of, reason } = await place(ctx, "pickups", recordId, studentId);
  const whole = { ...input, kind: "authorised" as const, reason, studentId: of };
  const { id } = await saveRecord(telling(ctx, studentId), "pickups", ctx.actor.familyId, recordId, whole);
  return { id };
}

/** @throws NotFound, Conflict */
export async function removeOwnPerson(
  ctx: Context<GuardianActor>,
  entity: "emergencyContacts" | "pickups",
  recordId: string,
  { version }: { readonly version: number },
): Promise<{ readonly id: string }> {
  requireRole(ctx, "payer");
  await place(ctx, entity, recordId, null);
  await removeRecord(telling(ctx, null), entity, ctx.actor.familyId, recordId, { version });
  return { id: recordId };
}

/**
 * To which child a record belongs, and what staff wrote beside it: both stay. Whom the school must not hand a child to
 * is not the portal's to show or to change. @throws NotFound
 */
async function place(
  ctx: Context<GuardianActor>,
  entity: "emergencyContacts" | "pickups",
  recordId: string | null,
  studentId: string | null,
): Promise<{ readonly studentId: string | null; readonly reason: string | null }> {
  if (recordId === null) return { studentId, reason: null };
  const { found } = await read(ctx, { found: livingById(entity, recordId) });
  const record = found[0];
  const isOwn = record?.familyId === ctx.actor.familyId;
  if (!isOwn || ("kind" in record && record.kind === "barred")) throw new NotFound("person");
  return { studentId: record.studentId, reason: "reason" in record ? record.reason : null };
}

function telling(ctx: Context<GuardianActor>, studentId: string | null): Context<GuardianActor> {
  return alongside(lend(ctx, "families"), (change) => {
    const { summary } = change.options;
    addActivity(change, ctx, { kind: "profile_changed", nature: "info", studentId, summary });
  });
}
