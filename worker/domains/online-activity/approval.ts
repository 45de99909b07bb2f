import type { Row } from "../../../tenant-schema/entities.ts";
import type { Context } from "../../kernel/context.ts";
import type { Right } from "../../kernel/permissions.ts";

export type ActivityItem = Row<"activityItems">;

/** What approving a request would do, before anybody approves it. */
export interface ApprovalPreview {
  /** In words for staff: “Enrolls Sam in Level 2 from 12 December”. */
  readonly effects: readonly string[];
  /** What it charges (above zero) or credits (below); null when nobody decides money here. */
  readonly amountMinor: number | null;
  /** What staff should know and may override. */
  readonly warnings: readonly string[];
  /** Why it cannot be approved at all; null when it can. */
  readonly refusal: string | null;
}

/** How a request of one kind is carried out once staff have approved it. */
export interface Approval {
  /** What processing it takes besides “Online activity”. */
  readonly right: Right;
  readonly preview: (ctx: Context, item: ActivityItem) => Promise<ApprovalPreview>;
  /**
   * Carries it out under the rights of whoever approves, in exactly ONE commit: the decision is added to that very change
   * (see `alongside`). @throws what the use-case throws when it cannot be done any more
   */
  readonly approve: (ctx: Context, item: ActivityItem) => Promise<unknown>;
}
