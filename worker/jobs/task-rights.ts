import { sql } from "drizzle-orm";
import { select } from "../../control-plane/query.ts";
import { PERFORM_RUN } from "../domains/billing-runs/approve-run.ts";
import { PREPARE_RUN } from "../domains/billing-runs/create-run.ts";
import { UNDO_RUN } from "../domains/billing-runs/undo-run.ts";
import { GROUP_CHARGE } from "../domains/ledger/group-charge-step.ts";
import type { Context, SystemActor } from "../kernel/context.ts";
import { leftOf } from "../kernel/decide.ts";
import { Forbidden } from "../kernel/errors.ts";
import { RIGHTS, type Right } from "../kernel/permissions.ts";
import type { Services } from "../services.ts";

/** What it took to begin a task. Reports ask anew by themselves, as the person would. */
const TASK_RIGHTS: Readonly<Record<string, Right>> = {
  [PREPARE_RUN]: "transactions",
  [PERFORM_RUN]: "transactions",
  [UNDO_RUN]: "transactions",
  [GROUP_CHARGE]: "charges",
  import: "import",
};

/**
 * A task goes on for a person who may have gone; what their enterprise has taken from everybody since stops it at its
 * next step. @throws Forbidden `taken_away`
 */
export async function refuseTakenAway(
  services: Services,
  ctx: Context<SystemActor>,
  kind: string,
): Promise<void> {
  const right = TASK_RIGHTS[kind];
  const owner = ctx.actor.onBehalfOf;
  if (!right || !owner || leftOf(ctx.account.restrictions, right) === "full") return;
  if (owner.id.startsWith("eus_") && (await isEnterpriseAdmin(services, owner.id))) return;
  throw new Forbidden(
    "taken_away",
    `Your enterprise has taken the right “${RIGHTS[right].label}” away since this began. What was done so far stays.`,
    { right },
  );
}

async function isEnterpriseAdmin({ control }: Services, userId: string): Promise<boolean> {
  const { user } = await control.read({
    user: select({ level: sql<string>`level` }, sql`from enterprise_users where id = ${userId}`),
  });
  return user[0]?.level === "admin";
}
