import { sql } from "drizzle-orm";
import { allColumns, flag, type Query, select } from "../../../control-plane/query.ts";
import { staffNotificationChoices } from "../../../tenant-schema/campaigns.ts";
import type { Row } from "../../../tenant-schema/entities.ts";
import { type Context, requireOwnStaff, type StaffActor } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import type { StaffNotifications } from "./schemas.ts";

type Stored = Row<"staffNotificationChoices">;

/** How whoever is signed in is told, as chosen or by default. @throws Forbidden `staff_only` */
export async function getOwnNotifications(ctx: Context<StaffActor>): Promise<StaffNotifications> {
  const staffId = requireOwnStaff(ctx);
  const { stored, person } = await read(ctx, {
    stored: storedChoices(staffId),
    person: select(
      {
        number: sql<string | null>`s.phone_e164`,
        email: sql<string | null>`s.email`,
        isStopped: flag(sql`exists (select 1 from stopped_numbers x where x.e164 = s.phone_e164)`),
      },
      sql`from staff s where s.id = ${staffId}`,
    ),
  });
  const { number, email, isStopped } = person[0]!;
  const chosen = (channel: Stored["channel"]) => stored.find((one) => one.channel === channel)?.isOn;
  return { push: chosen("push") ?? true, sms: chosen("sms") ?? false, number, email, isStopped };
}

export function storedChoices(staffId: string): Query<Stored> {
  return select(
    allColumns(staffNotificationChoices),
    sql`from ${staffNotificationChoices} where ${staffNotificationChoices.staffId} = ${staffId}
      and ${staffNotificationChoices.deletedAt} is null`,
  ) as Query<Stored>;
}
