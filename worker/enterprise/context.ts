import type { ControlDatabase } from "../../control-plane/control-database.ts";
import type { EnterpriseLevel } from "../../control-plane/enterprise-schema.ts";
import type { IdempotencyKey, RequestFacts } from "../kernel/context.ts";
import { Forbidden } from "../kernel/errors.ts";
import type { Services } from "../services.ts";

/** Somebody signed in to the enterprise portal, as they were when this request came. */
export interface EnterpriseActor {
  readonly kind: "enterprise";
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly level: EnterpriseLevel;
  readonly enterpriseId: string;
  readonly enterpriseName: string;
  /** Null is an enterprise user: every account is theirs. */
  readonly groupId: string | null;
  readonly groupName: string | null;
  readonly sessionId: string;
  readonly tokenHash: string;
  /** The version of the user's row; every write asks that it is still this. */
  readonly version: number;
}

/** What a use-case of the enterprise portal is given besides its input. */
export interface EnterpriseContext {
  readonly services: Services;
  readonly control: ControlDatabase;
  readonly actor: EnterpriseActor;
  readonly nowMs: number;
  readonly request: RequestFacts;
  readonly idempotency: IdempotencyKey | null;
}

/** What is known of a request before anybody is signed in. */
export type EnterpriseVisitor = Omit<EnterpriseContext, "actor">;

/** @throws Forbidden `admins_only` */
export function requireLevel(actor: EnterpriseActor, level: EnterpriseLevel): void {
  if (level === "user" || actor.level === "admin") return;
  throw new Forbidden(
    "admins_only",
    "Only an Admin of the enterprise portal can do this. Ask one of yours: the Users page says who they are.",
    { level },
  );
}
