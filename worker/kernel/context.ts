import type { TenantDatabase } from "../../control-plane/tenant-database.ts";
import { dateAt, type IsoDate } from "../../tenant-schema/dates.ts";
import { Forbidden } from "./errors.ts";
import { allows, decide, type Grant, type Level, RIGHTS, type Right } from "./permissions.ts";
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

export type Actor = StaffActor | SystemActor | AnonymousActor;

/** The idempotency key of a write, and what the write says, so that a reused key with other content is refused. */
export interface IdempotencyKey {
  readonly key: string;
  readonly fingerprint: string;
}

export interface RequestFacts {
  readonly id: string;
  readonly ip: string | null;
  /** Through which door: office, job, local. */
  readonly via: string;
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
  readonly progress: { idempotencyChecked: boolean; effectsCommitted: boolean };
}

/** Today in the account's time zone. */
export function today(ctx: Context): IsoDate {
  return dateAt(ctx.nowMs, ctx.account.timeZone);
}

/** Whether the actor has the right at that level (somewhere, or at one location). */
export function may(ctx: Context, right: Right, level: Level, locationId?: string): boolean {
  switch (ctx.actor.kind) {
    case "staff":
      return allows(decide(ctx.actor.grants, ctx.account.plan, right, locationId), level);
    case "system":
      return true;
    case "anonymous":
      return false;
  }
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

/** Who the audit log names. */
export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case "staff":
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
      return actor.id;
    case "system":
      return actor.onBehalfOf?.id ?? null;
    case "anonymous":
      return null;
  }
}
