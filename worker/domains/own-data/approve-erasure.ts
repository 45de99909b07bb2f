import { sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import { Change, livingRow } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { type Context, requireRight, today } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import {
  type Approval,
  type ApprovalOutcome,
  approving,
  nothingInTheWay,
  previewing,
  type RequestItem,
  type RequestPreview,
  refusedFor,
} from "../online-activity/approval.ts";

/**
 * A family asked to be erased. Staff do that on the family's page, where each deletion is told and can be undone;
 * approving confirms it, and is refused while the family still comes. The books stay in any case.
 */
export const erasureApproval: Approval = {
  preview: (ctx, item) => previewing(() => previewErasure(ctx, item)),
  approve: (ctx, item) => approving(() => approveErasure(ctx, item)),
};

const LEFT_TO_DO =
  "Confirms the erasure to the family. Delete its students, guardians, contacts and notes on the family’s page; charges and payments stay";

async function previewErasure(ctx: Context, item: RequestItem): Promise<RequestPreview> {
  requireRight(ctx, "families", "full");
  const { enrolled } = await read(ctx, { enrolled: stillEnrolled(ctx, item.familyId) });
  return { ...nothingInTheWay, effects: [LEFT_TO_DO], problems: enrolled.map(problem) };
}

async function approveErasure(ctx: Context, item: RequestItem): Promise<ApprovalOutcome> {
  requireRight(ctx, "families", "full");
  const { enrolled } = await read(ctx, { enrolled: stillEnrolled(ctx, item.familyId) });
  if (enrolled.length > 0) return refusedFor(enrolled.map(problem));
  const change = new Change(ctx, {
    action: "own_data.confirm_erasure",
    summary: `Confirmed: ${item.summary}`,
    right: "families",
  });
  change.guard("row_living", livingRow("families", item.familyId));
  return { outcome: "approved", change: await commit(ctx, change) };
}

interface Enrolled {
  readonly name: string;
  readonly className: string;
}

function stillEnrolled(ctx: Context, familyId: string): Query<Enrolled> {
  return select(
    { name: sql<string>`s.first_name`, className: sql<string>`c.name` },
    sql`from living_students s cross join enrollments e on e.student_id = s.id and e.deleted_at is null
        and (e.ends_on is null or e.ends_on >= ${today(ctx)})
        and (e.kind <> 'wait' or e.wait_state in ('queued', 'offered'))
      cross join classes c on c.id = e.class_id where s.family_id = ${familyId} order by s.id, e.id limit 20`,
  );
}

function problem({ name, className }: Enrolled): string {
  return `${name} is still in ${className}. Drop the class first.`;
}
