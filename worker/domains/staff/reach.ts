import type { Context } from "../../kernel/context.ts";
import { Forbidden } from "../../kernel/errors.ts";
import { type Grant, type Level, RIGHTS, type Right } from "../../kernel/permissions.ts";

/** How far a grant reaches, whoever holds it. */
export type Reach = Pick<Grant, "right" | "level" | "locationId" | "ownClassesOnly">;

/** Whether somebody who holds `held` holds all of `wanted`. */
export function reaches(held: readonly Reach[], wanted: Reach): boolean {
  return held.some(
    (own) =>
      (own.right === "admin" ||
        (own.right === wanted.right && (own.level === "full" || wanted.level === "view"))) &&
      (own.locationId === null || own.locationId === wanted.locationId) &&
      (!own.ownClassesOnly || wanted.ownClassesOnly),
  );
}

/** Administrators of the whole account and the house itself; one of one location only is not. */
export function isAdmin(ctx: Context): boolean {
  return reach(ctx, { right: "admin", level: "full", locationId: null, ownClassesOnly: false });
}

function reach(ctx: Context, wanted: Reach): boolean {
  switch (ctx.actor.kind) {
    case "staff":
      return reaches(ctx.actor.grants, wanted);
    case "system":
      return true;
    case "guardian":
    case "anonymous":
      return false;
  }
}

/** Whether the actor could give the right at that level somewhere. */
export function mayGrant(ctx: Context, right: Right, level: Level): boolean {
  if (ctx.actor.kind !== "staff") return ctx.actor.kind === "system";
  return ctx.actor.grants.some(
    (own) => own.right === "admin" || (own.right === right && (own.level === "full" || level === "view")),
  );
}

/**
 * Nobody gives or takes what they do not hold, and nobody lays hands on the access of somebody who may do more:
 * otherwise the right to manage staff would be every right.
 * @throws Forbidden `beyond_own_rights`
 */
export function requireReach(ctx: Context, wanted: readonly Reach[]): void {
  const beyond = wanted.filter((grant) => !reach(ctx, grant));
  if (beyond.length === 0) return;
  const labels = [...new Set(beyond.map((grant) => `“${RIGHTS[grant.right].label}” (${grant.level})`))];
  throw new Forbidden(
    "beyond_own_rights",
    `This touches rights that you do not hold yourself: ${labels.join(", ")}. An administrator can do it.`,
    { rights: [...new Set(beyond.map((grant) => grant.right))] },
  );
}

/**
 * The right that undoing takes. What an administrator did to somebody's access only an administrator may undo:
 * undo does not ask how far the rights reach that it gives back.
 */
export function undoRight(ctx: Context, right: Right): Right {
  return isAdmin(ctx) ? "admin" : right;
}
