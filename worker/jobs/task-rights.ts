import { rightsOfTask, type TaskSubject } from "../domains/tasks/task-subjects.ts";
import { enterprisePersonHere, isEnterpriseUser } from "../enterprise/person-here.ts";
import type { Context, SystemActor } from "../kernel/context.ts";
import { leftOf } from "../kernel/decide.ts";
import { Forbidden } from "../kernel/errors.ts";
import { isRight, RIGHTS, type Right } from "../kernel/permissions.ts";
import type { Services } from "../services.ts";

/**
 * A task goes on for a person who may have gone; what their enterprise has taken from everybody since stops it at its
 * next step, and so does the end of an enterprise user's way in. Reports ask anew by themselves, as the person would.
 * @throws Forbidden `taken_away`, `no_longer_granted`
 */
export async function refuseTakenAway(
  services: Services,
  ctx: Context<SystemActor>,
  task: TaskSubject,
): Promise<void> {
  const owner = ctx.actor.onBehalfOf;
  if (!owner || task.kind === "report") return;
  if (isEnterpriseUser(owner.id)) {
    const person = await enterprisePersonHere(services.control, ctx, owner.id);
    if (!person) {
      throw new Forbidden(
        "no_longer_granted",
        "Whoever began this may no longer enter the account. What was done so far stays.",
      );
    }
    if (person.enterprise?.level === "admin") return;
  }
  // Asked at each step: what a slice began with may be over, and the directory knows it for 30 seconds at most.
  const account = await services.house.directory.find(services.control, { accountId: ctx.account.id });
  const restrictions = account?.restrictions ?? [];
  if (restrictions.length === 0) return;
  const { rights } = await ctx.database.read({ rights: rightsOfTask(task) });
  const right = rights
    .map(({ key }) => key)
    .find((key): key is Right => isRight(key) && leftOf(restrictions, key) !== "full");
  if (!right) return;
  throw new Forbidden(
    "taken_away",
    `Your enterprise has taken the right “${RIGHTS[right].label}” away since this began. What was done so far stays.`,
    { right },
  );
}
