import { sql } from "drizzle-orm";
import { json, select } from "../../../control-plane/query.ts";
import { alongside, type Context, type GuardianActor, lend, requireRole } from "../../kernel/context.ts";
import { NotFound, Precondition } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { studentInput } from "../families/schemas.ts";
import { addActivity } from "../online-activity/add-activity.ts";
import { addStudent } from "./add-student.ts";
import type { AddOwnStudentInput, UpdateOwnStudentInput } from "./own-schemas.ts";
import type { OwnField } from "./own-shapes.ts";
import { shownFields } from "./own-student-page.ts";
import { updateStudent } from "./update-student.ts";

/** A new child of the family; staff are told. @throws Precondition */
export async function addOwnStudent(
  ctx: Context<GuardianActor>,
  input: AddOwnStudentInput,
): Promise<{ readonly id: string }> {
  requireRole(ctx, "payer");
  const { fields } = await read(ctx, { fields: shownFields("student") });
  const customValues = checkedValues(input.customValues, fields);
  const telling = alongside(lend(ctx, "students"), (change) => {
    const studentId = change.inserted("students")[0]!;
    const { summary } = change.options;
    addActivity(change, ctx, { kind: "student_added", nature: "info", studentId, summary });
  });
  const whole = studentInput.parse({ ...input, customValues });
  const { id } = await addStudent(telling, ctx.actor.familyId, whole);
  return { id };
}

/** Changes what the family may tell of a child. @throws NotFound, Precondition, Conflict */
export async function updateOwnStudent(
  ctx: Context<GuardianActor>,
  studentId: string,
  input: UpdateOwnStudentInput,
): Promise<{ readonly id: string }> {
  requireRole(ctx, "payer");
  const found = await read(ctx, {
    student: select(
      { customValues: json<Record<string, string>>(sql`custom_values`) },
      sql`from living_students where id = ${studentId} and family_id = ${ctx.actor.familyId}`,
    ),
    fields: shownFields("student"),
  });
  const student = found.student[0];
  if (!student) throw new NotFound("student");
  const { customValues: values, ...facts } = input;
  // What families are not shown stays as it is.
  const customValues = values && { ...student.customValues, ...checkedValues(values, found.fields) };
  const telling = alongside(lend(ctx, "students"), (change) => {
    const { summary } = change.options;
    addActivity(change, ctx, { kind: "profile_changed", nature: "info", studentId, summary });
  });
  await updateStudent(telling, studentId, { ...facts, ...(customValues ? { customValues } : {}) });
  return { id: studentId };
}

/** The values of fields that families are shown. @throws Precondition for a choice that is not offered */
export function checkedValues(
  values: Readonly<Record<string, string>>,
  fields: readonly OwnField[],
): Record<string, string> {
  const checked: Record<string, string> = {};
  for (const { id, label, type, choices, isRequired } of fields) {
    const value = values[id]?.trim();
    if (value === undefined) continue;
    const isOffered = type !== "choice" || value === "" || choices.includes(value);
    if (isOffered && !(isRequired && value === "")) {
      checked[id] = value;
      continue;
    }
    const message = isOffered ? `Fill in “${label}”` : `Choose one of the answers to “${label}”`;
    throw new Precondition("custom_value", message, [{ path: `customValues.${id}`, message }]);
  }
  return checked;
}
