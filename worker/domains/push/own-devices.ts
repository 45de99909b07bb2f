import { sql } from "drizzle-orm";
import { allColumns, type Query, select } from "../../../control-plane/query.ts";
import { pushSubscriptions } from "../../../tenant-schema/campaigns.ts";
import type { Row } from "../../../tenant-schema/entities.ts";
import type { Context, GuardianActor, StaffActor } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import type { PushProvider } from "../../providers/push/push.ts";
import type { PushDevices } from "./schemas.ts";

/** Whoever is signed in, in either portal. */
export type Own = Context<GuardianActor> | Context<StaffActor>;
type Stored = Row<"pushSubscriptions">;

/** The devices on which whoever is signed in is told by push. */
export async function listDevices(ctx: Own, provider: PushProvider): Promise<PushDevices> {
  const { own } = await read(ctx, { own: ownDevices(ctx) });
  const devices = own.map(({ id, device, createdAt, endpointHash }) => ({
    id,
    device,
    createdAt,
    endpointHash,
  }));
  return { publicKey: provider.publicKey, devices };
}

export function ownDevices(ctx: Own): Query<Stored> {
  const column = ctx.actor.kind === "staff" ? sql`staff_id` : sql`login_id`;
  return select(
    allColumns(pushSubscriptions),
    sql`from ${pushSubscriptions} where ${column} = ${ctx.actor.id} and deleted_at is null order by created_at, id`,
  ) as Query<Stored>;
}

export function deviceBy(endpointHash: string): Query<Stored> {
  return select(
    allColumns(pushSubscriptions),
    sql`from ${pushSubscriptions} where endpoint_hash = ${endpointHash} and deleted_at is null`,
  ) as Query<Stored>;
}
