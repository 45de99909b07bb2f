import { type Context, may, requireRight, type StaffActor } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { nothingInTheWay, type RequestItem, type RequestPreview } from "./approval.ts";
import { APPROVALS } from "./approvals.ts";
import { itemsById } from "./item-writes.ts";

export interface ItemPreview extends RequestPreview {
  readonly id: string;
}

/** What approving each of several requests would do, money included; one that cannot be approved says why. */
export async function previewItems(
  ctx: Context<StaffActor>,
  ids: readonly string[],
): Promise<{ items: ItemPreview[] }> {
  requireRight(ctx, "online_activity", "full");
  const { found } = await read(ctx, { found: itemsById(ctx, ids) });
  if (found.length !== new Set(ids).size) throw new NotFound("item");
  const items: ItemPreview[] = [];
  for (const item of found) items.push({ id: item.id, ...(await previewOf(ctx, item)) });
  return { items };
}

async function previewOf(ctx: Context<StaffActor>, item: RequestItem): Promise<RequestPreview> {
  const approval = APPROVALS[item.kind as keyof typeof APPROVALS];
  const refused = (problem: string) => ({ ...nothingInTheWay, effects: [], problems: [problem] });
  if (!approval || item.nature !== "request") return refused("This is not a request.");
  if (!may(ctx, "enrollments", "view")) {
    return refused("Seeing what it would do takes the right “Enrollments”.");
  }
  return approval.preview(ctx, item);
}
