import { newId } from "../../../tenant-schema/ids.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { actorId, actorName, type Context, requireRight } from "../../kernel/context.ts";
import { Precondition } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { familyLives, recordById, recordsOf } from "./family-records.ts";
import type { ContactInput, NoteInput, PickupInput } from "./schemas.ts";

/** The small records of a family that are saved one by one and have no rules among themselves. */
interface Inputs {
  readonly emergencyContacts: ContactInput;
  readonly pickups: PickupInput;
  readonly notes: NoteInput;
}
export type SmallRecord = keyof Inputs;

const KINDS = {
  emergencyContacts: { id: "contact", noun: "emergency contact" },
  pickups: { id: "pickup", noun: "pick-up person" },
  notes: { id: "note", noun: "note" },
} as const;

/** Adds (with `recordId` null) or changes an emergency contact, a pick-up person or a note. */
export async function saveRecord<E extends SmallRecord>(
  ctx: Context,
  entity: E,
  familyId: string,
  recordId: string | null,
  input: Inputs[E],
): Promise<{ id: string; change: Committed | null }> {
  requireRight(ctx, "families", "full");
  const found = await read(ctx, {
    family: livingById("families", familyId),
    students: recordsOf("students", [familyId]),
    record: recordById(entity, familyId, recordId ?? ""),
  });
  const family = expectRow(found.family, "family");
  const { version, ...fields } = input;
  if (fields.studentId !== null && !found.students.some((student) => student.id === fields.studentId)) {
    const message = "This student is not in the family any more.";
    throw new Precondition("reference_missing", message, [{ path: "studentId", message }]);
  }
  const { noun, id: idKind } = KINDS[entity];
  const current = recordId === null ? null : expectRow(found.record, noun, version);
  const id = current?.id ?? newId(idKind, ctx.nowMs);
  const change = new Change(ctx, {
    action: `${entity}.${current ? "update" : "create"}`,
    summary: `${current ? "Changed" : "Added"} ${noun === "emergency contact" ? "an" : "a"} ${noun} of the family ${family.name}`,
    right: "families",
    undoMs: UNDO_MS.ordinary,
  });
  if (current) change.update(entity, current, fields as never);
  else {
    const author =
      entity === "notes" ? { authorId: actorId(ctx.actor), authorName: actorName(ctx.actor) } : {};
    change.insert(entity, { id, familyId, ...fields, ...author } as never);
  }
  if (change.isEmpty) return { id, change: null };
  change.guard("row_living", familyLives(familyId));
  return { id, change: await commit(ctx, change, { id }) };
}
