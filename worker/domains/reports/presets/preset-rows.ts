import { sql } from "drizzle-orm";
import { UniqueViolation } from "../../../../control-plane/database-errors.ts";
import { allColumns, select } from "../../../../control-plane/query.ts";
import { reportPresets } from "../../../../tenant-schema/reports.ts";
import type { Context, StaffActor } from "../../../kernel/context.ts";
import { NotFound, Precondition } from "../../../kernel/errors.ts";
import { read } from "../../../kernel/read.ts";
import { expectRow, livingById } from "../../../kernel/records.ts";
import { findReport, mayRun } from "../catalog.ts";
import type { ReportPreset } from "../shapes.ts";

type StoredPreset = typeof reportPresets.$inferSelect;

/** One's own and those that others share. */
export function presetsQuery(staffId: string) {
  return select(
    { ...allColumns(reportPresets), ownerName: sql<string>`s.first_name || ' ' || s.last_name` },
    sql`from ${reportPresets} join staff s on s.id = ${reportPresets.staffId} where ${reportPresets.deletedAt} is null
      and (${reportPresets.staffId} = ${staffId} or ${reportPresets.isShared} = 1)
      order by ${reportPresets.name}, ${reportPresets.id}`,
  );
}

export function presetOf(row: StoredPreset & { readonly ownerName: string }, staffId: string): ReportPreset {
  const { id, version, code, name, filter, isShared, ownerName } = row;
  return { id, version, code, name, filter, isShared, ownerName, isMine: row.staffId === staffId };
}

/** A preset of one's own, of a report that one may still run. @throws NotFound, Conflict */
export async function ownPreset(
  ctx: Context<StaffActor>,
  id: string,
  version: number,
): Promise<StoredPreset> {
  const { found } = await read(ctx, { found: livingById("reportPresets", id) });
  const mine = found.filter((row) => row.staffId === ctx.actor.id);
  const preset = expectRow(mine, "report preset", version);
  const report = findReport(preset.code);
  if (!report || !mayRun(ctx, report)) throw new NotFound("report preset");
  return preset;
}

export function explainPresetName(error: unknown): unknown {
  if (!(error instanceof UniqueViolation)) return error;
  const message = "You have a preset of this name for this report already. Choose another name.";
  return new Precondition("not_unique", message, [{ path: "name", message }]);
}
