import { sql } from "drizzle-orm";
import { flag, type Query, select } from "../../../control-plane/query.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import type { PolicyKind, PolicyMoment, PolicyRow, PolicyVersionText } from "./schemas.ts";

const MAX_DELETED = 50;

/** Every policy with its present text, in the school's order, and those that were deleted. */
export async function listPolicies(
  ctx: Context,
): Promise<{ rows: readonly PolicyRow[]; deleted: readonly PolicyRow[] }> {
  requireRight(ctx, "policies", "view");
  return read(ctx, { rows: policyRows(false), deleted: policyRows(true) });
}

/** All texts of one policy, newest first. @throws NotFound */
export async function listPolicyTexts(
  ctx: Context,
  policyId: string,
): Promise<{ texts: readonly PolicyVersionText[] }> {
  requireRight(ctx, "policies", "view");
  const { texts } = await read(ctx, {
    texts: select(
      {
        id: sql<string>`id`,
        number: sql<number>`number`,
        body: sql<string>`body`,
        createdAt: sql<number>`created_at`,
      },
      sql`from living_policy_versions where policy_id = ${policyId} order by number desc`,
    ),
  });
  if (texts.length === 0) throw new NotFound("policy");
  return { texts };
}

function policyRows(isDeleted: boolean): Query<PolicyRow> {
  const which = isDeleted
    ? sql`p.deleted_at is not null order by p.deleted_at desc, p.id limit ${MAX_DELETED}`
    : sql`p.deleted_at is null order by p.position, p.id`;
  return select(
    {
      id: sql<string>`p.id`,
      version: sql<number>`p.version`,
      kind: sql<PolicyKind>`p.kind`,
      title: sql<string>`p.title`,
      isRequired: flag(sql`p.is_required = 1`),
      isPublic: flag(sql`p.is_public = 1`),
      mayBeRejected: flag(sql`p.may_be_rejected = 1`),
      mayBeWithdrawn: flag(sql`p.may_be_withdrawn = 1`),
      shownFor: sql<PolicyMoment | null>`p.shown_for`,
      body: sql<string>`v.body`,
      number: sql<number>`v.number`,
      textSince: sql<number>`v.created_at`,
      deletedAt: sql<number | null>`p.deleted_at`,
    },
    sql`from policies p join policy_versions v on v.id = p.current_version_id where ${which}`,
  );
}
