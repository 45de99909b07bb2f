import type { Change } from "../../kernel/change.ts";
import { livingRow } from "../../kernel/change.ts";
import type { Context } from "../../kernel/context.ts";
import { Precondition } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { livingById } from "../../kernel/records.ts";
import type { ClosureInput } from "./schemas.ts";

/** What the closure is limited to must be there, now and when it is written. @throws Precondition `reference_missing` */
export async function requireTarget(ctx: Context, input: ClosureInput): Promise<(change: Change) => void> {
  const { locationId, programId, classId } = input;
  const found = await read(ctx, {
    locations: livingById("locations", locationId ?? ""),
    programs: livingById("programs", programId ?? ""),
    classes: livingById("classes", classId ?? ""),
  });
  const wanted = [
    { path: "locationId", table: "locations", id: locationId, rows: found.locations },
    { path: "programId", table: "programs", id: programId, rows: found.programs },
    { path: "classId", table: "classes", id: classId, rows: found.classes },
  ];
  const missing = wanted.find(({ id, rows }) => id !== null && rows.length === 0);
  if (missing) {
    const message = "This no longer exists. Choose what is closed instead.";
    throw new Precondition("reference_missing", message, [{ path: missing.path, message }]);
  }
  return (change) => {
    for (const { table, id } of wanted) if (id !== null) change.guard("row_living", livingRow(table, id));
  };
}
