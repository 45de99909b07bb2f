import { sql } from "drizzle-orm";
import { allColumns, select } from "../../../control-plane/query.ts";
import type { Row } from "../../../tenant-schema/entities.ts";
import { phones } from "../../../tenant-schema/families.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import type { Context } from "../../kernel/context.ts";

type Source = "stop_word" | "start_word" | "provider";

/** The living records of a number, to be switched with it. */
export function phonesOf(e164: string) {
  return select(
    allColumns(phones),
    sql`from ${phones} where ${phones.e164} = ${e164} and ${phones.deletedAt} is null`,
  );
}

/** A number's owner does not want texts any more, or wants them again: from now on, at every record that has it. */
export function switchTexts(
  ctx: Context,
  change: Change,
  records: readonly Row<"phones">[],
  to: {
    readonly e164: string;
    readonly isOptedIn: boolean;
    readonly source: Source;
    readonly messageId: string | null;
  },
): void {
  const { e164, isOptedIn, source, messageId } = to;
  change.ahead(sql`insert into consent_events (e164, is_opted_in, source, message_id, at)
    values (${e164}, ${isOptedIn ? 1 : 0}, ${source}, ${messageId}, ${ctx.nowMs})`);
  if (isOptedIn) change.ahead(sql`delete from stopped_numbers where e164 = ${e164}`);
  else {
    const why = source === "provider" ? "provider" : "stop_word";
    change.ahead(sql`insert into stopped_numbers (e164, stopped_at, source, message_id)
      values (${e164}, ${ctx.nowMs}, ${why}, ${messageId}) on conflict do nothing`);
  }
  for (const phone of records) change.update("phones", phone, { textOptIn: isOptedIn });
}

/** The provider refused a text because its owner wrote STOP there: we were not told, and know it now. */
export async function noteStopped(ctx: Context, message: Row<"messages">): Promise<void> {
  const { e164, id: messageId } = message;
  const { records } = await ctx.database.read({ records: phonesOf(e164) });
  const change = new Change(ctx, {
    action: "texts.stopped",
    summary: `${e164} does not take texts any more, says the provider`,
    right: null,
  });
  switchTexts(ctx, change, records, { e164, isOptedIn: false, source: "provider", messageId });
  await commit(ctx, change);
}
