import type { TenantDatabase } from "../../control-plane/tenant-database.ts";
import { dateAt, type IsoDate } from "../../tenant-schema/dates.ts";
import type { Change } from "./change.ts";
import { allows, decide, type Restriction, type Standing } from "./decide.ts";
import { Forbidden } from "./errors.ts";
import type { Language } from "./language.ts";
import { type Grant, type Level, RIGHTS, type Right } from "./permissions.ts";
import type { Plan } from "./plans.ts";

/** What a use-case may know of the account it works in. */
export interface AccountFacts {
  readonly id: string;
  readonly urlName: string;
  readonly displayName: string;
  readonly plan: Plan;
  readonly timeZone: string;
  readonly locale: string;
  readonly currency: string;
  readonly phoneRegion: string;
  /** What the enterprise above the account takes away from its staff. */
  readonly restrictions: readonly Restriction[];
}

/** Through whom an enterprise user is at work in an account, where they have no row among its staff. */
export interface EnterpriseEntry {
  readonly userId: string;
  readonly sessionId: string;
  readonly level: "admin" | "user";
  /** Their group, or the enterprise of somebody who works for all of it. */
  readonly groupName: string;
}

/** A signed-in member of staff, with the rights as they were at `rightsVersion`. */
export interface StaffActor {
  readonly kind: "staff";
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly sessionId: string;
  readonly tokenHash: string;
  readonly grants: readonly Grant[];
  readonly rightsVersion: number;
  /** Null for the account's own staff. */
  readonly enterprise: EnterpriseEntry | null;
}

/** What somebody may do with a family in its portal; each includes those after it. */
export type FamilyRole = "owner" | "payer" | "viewer" | "pickup_only";

/** A signed-in guardian, at work on one of the families that the log-in opens. */
export interface GuardianActor {
  readonly kind: "guardian";
  /** The log-in: a person may open several families with it. */
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly sessionId: string;
  readonly tokenHash: string;
  readonly familyId: string;
  readonly role: FamilyRole;
  /** When they were let in, something had to be accepted before anything else; then only few routes write. */
  readonly policiesDue: boolean;
  /** Rights of the office that a family's use-case lends for one act, after it has checked that the family may. */
  readonly lent: readonly Right[];
}

/** The house itself: cron, jobs, provisioning. `onBehalfOf` names the person whose task it carries out. */
export interface SystemActor {
  readonly kind: "system";
  readonly name: string;
  readonly onBehalfOf: { readonly id: string; readonly name: string } | null;
}

/** Somebody at the log-in page: may do nothing but sign in and ask for a new password. */
export interface AnonymousActor {
  readonly kind: "anonymous";
}

export type Actor = StaffActor | GuardianActor | SystemActor | AnonymousActor;

/** The idempotency key of a write, and what the write says, so that a reused key with other content is refused. */
export interface IdempotencyKey {
  readonly key: string;
  readonly fingerprint: string;
}

export interface RequestFacts {
  readonly id: string;
  readonly ip: string | null;
  /** Through which door: office, family, job, local. */
  readonly via: string;
  /** What a family reads; English where the door does not ask. */
  readonly language?: Language;
}

/** Everything a use-case is given besides its input; made once a request, never ambient. */
export interface Context<A extends Actor = Actor> {
  readonly account: AccountFacts;
  readonly database: TenantDatabase;
  readonly actor: A;
  readonly nowMs: number;
  readonly request: RequestFacts;
  readonly idempotency: IdempotencyKey | null;
  /** What happened so far that the edge must act on after the answer. */
  readonly progress: {
    idempotencyChecked: boolean;
    effectsCommitted: boolean;
    /** Online activity was written: those who watch it are told at once. */
    activityChanged?: boolean;
    /** Something happened in a conversation: those who watch the Messenger Center are told at once. */
    conversationsChanged?: boolean;
  };
  /** Adds to whatever is committed, in its batch; see `alongside`. */
  readonly addition?: (change: Change) => void | Promise<void>;
}

/**
 * The same context in which whatever is committed takes this along in its batch: an item for staff beside what a
 * guardian did, the end of a request beside what staff approved, the money that an act changes.
 */
export function alongside<C extends Context>(ctx: C, add: (change: Change) => void | Promise<void>): C {
  const before = ctx.addition;
  return {
    ...ctx,
    addition: async (change: Change) => {
      await before?.(change);
      await add(change);
    },
  };
}

/** Today in the account's time zone. */
export function today(ctx: Context): IsoDate {
  return dateAt(ctx.nowMs, ctx.account.timeZone);
}

/** All that settles what somebody may do here. What an enterprise takes away binds everybody but its own admins. */
export function standingOf(
  { grants, enterprise }: Pick<StaffActor, "grants" | "enterprise">,
  { plan, restrictions }: Pick<AccountFacts, "plan" | "restrictions">,
): Standing {
  return { grants, plan, restrictions: enterprise?.level === "admin" ? [] : restrictions };
}

/** Whether the actor has the right at that level (somewhere, or at one location). */
export function may(ctx: Context, right: Right, level: Level, locationId?: string): boolean {
  switch (ctx.actor.kind) {
    case "staff":
      return allows(decide(standingOf(ctx.actor, ctx.account), right, locationId), level);
    case "guardian":
      return ctx.actor.lent.includes(right);
    case "system":
      return true;
    case "anonymous":
      return false;
  }
}

/**
 * The same context with rights of the office for one act. Only a family's own use-case calls this, when it knows that
 * what the act is about belongs to the family and that the school's rules let families do it.
 */
export function lend(ctx: Context<GuardianActor>, ...rights: Right[]): Context<GuardianActor> {
  return { ...ctx, actor: { ...ctx.actor, lent: rights } };
}

const ROLES: readonly FamilyRole[] = ["pickup_only", "viewer", "payer", "owner"];

export function hasRole(actor: GuardianActor, least: FamilyRole): boolean {
  return ROLES.indexOf(actor.role) >= ROLES.indexOf(least);
}

const ROLE_MESSAGES: Readonly<Record<FamilyRole, string>> = {
  owner: "Only an owner of the family account can do this. Ask the person who manages it.",
  payer: "You can look at this, but not pay or book. Ask an owner of the family account to let you.",
  viewer: "You can see the schedule only. Ask an owner of the family account to show you more.",
  pickup_only: "",
};

/** @throws Forbidden `role_missing` when the guardian's role in the family is less than that */
export function requireRole(ctx: Context<GuardianActor>, least: FamilyRole): void {
  if (!hasRole(ctx.actor, least)) throw new Forbidden("role_missing", ROLE_MESSAGES[least], { role: least });
}

/** @throws Forbidden with the name of the right, so that a person knows what to ask for */
export function requireRight(ctx: Context, right: Right, level: Level, locationId?: string): void {
  if (may(ctx, right, level, locationId)) return;
  const label = RIGHTS[right].label;
  throw new Forbidden(
    "right_missing",
    `You need the right “${label}” (${level}). Ask somebody who manages groups and rights to grant it.`,
    { right, level },
  );
}

/**
 * The person for a column that names staff of the account; null for an enterprise user, whom the audit names all the same.
 */
export function staffIdOrNull(actor: Actor): string | null {
  return actor.kind === "staff" && actor.enterprise === null ? actor.id : null;
}

/** @throws Forbidden `staff_only` for an enterprise user: what is kept for a person here needs a person of the account */
export function requireOwnStaff(ctx: Context<StaffActor>): string {
  if (ctx.actor.enterprise === null) return ctx.actor.id;
  throw new Forbidden(
    "staff_only",
    "This is kept for members of the account's own staff. You are here through the enterprise portal; ask one of them to do it.",
  );
}

/** Who the audit log names. */
export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case "staff":
    case "guardian":
      return actor.name;
    case "system":
      return actor.onBehalfOf?.name ?? actor.name;
    case "anonymous":
      return "Somebody signing in";
  }
}

export function actorId(actor: Actor): string | null {
  switch (actor.kind) {
    case "staff":
    case "guardian":
      return actor.id;
    case "system":
      return actor.onBehalfOf?.id ?? null;
    case "anonymous":
      return null;
  }
}
