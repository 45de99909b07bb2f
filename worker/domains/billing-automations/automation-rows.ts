import { type SQL, sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import type { Row } from "../../../tenant-schema/entities.ts";
import { staff } from "../../../tenant-schema/staff.ts";
import type { Change } from "../../kernel/change.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Forbidden, Precondition } from "../../kernel/errors.ts";
import { locationsWithin } from "../billing-runs/locations-within.ts";
import { locationsReached, requireKind } from "../billing-runs/run-rights.ts";
import { nextOccurrence } from "./next-occurrence.ts";
import { type AutomationInput, type RunTemplate, runInputOn } from "./schemas.ts";

export type StoredAutomation = Row<"billingAutomations">;

/** The topic under which the outbox holds the next time of an automation, so that the account is woken for it. */
export const DUE_AUTOMATIONS = "billing-automations";
export const HOUR_MS = 3_600_000;

export function wakesAt(change: Change, dueAt: number): void {
  change.effect({ topic: DUE_AUTOMATIONS, payload: { dueAt }, notBeforeMs: dueAt });
}

/** Whoever sets up what bills itself must be allowed to bill so by hand. @throws Forbidden */
export function mayAutomate(ctx: Context): void {
  requireRight(ctx, "billing_setup", "full");
  requireRight(ctx, "transactions", "full");
}

/** Nobody changes or stops what bills for locations that their rights do not reach. @throws Forbidden */
export function mayChange(ctx: Context, { kind, input }: StoredAutomation): void {
  requireKind(ctx, kind);
  const reached = locationsReached(ctx, kind);
  const ids = (input as RunTemplate).locationIds;
  if (reached === null || !Array.isArray(ids)) return;
  if (ids.length > 0 && ids.every((id) => reached.includes(id))) return;
  const message =
    "This automation bills for locations that your rights do not reach. Ask somebody who manages groups and rights.";
  throw new Forbidden("right_missing", message);
}

/** What is stored of an input: for the locations that the person may bill for. @throws Forbidden */
export function storedFields(ctx: Context, { input, ...rest }: AutomationInput) {
  const template = input as RunTemplate;
  const { timeZone, locale } = ctx.account;
  const { on } = nextOccurrence(rest, ctx.nowMs, timeZone);
  const within = locationsWithin(ctx, runInputOn(template, on, locale));
  const places = "locationIds" in within ? { locationIds: within.locationIds } : {};
  return { ...rest, kind: template.kind, input: { ...template, ...places } };
}

/** Everybody who works here and has an address. */
export function toldStaff(where: SQL = sql`true`): Query<{ id: string; name: string }> {
  return select(
    { id: staff.id, name: sql<string>`${staff.firstName} || ' ' || ${staff.lastName}` },
    sql`from ${staff} where ${staff.isActive} = 1 and ${staff.deletedAt} is null and ${staff.email} is not null
      and ${where} order by ${staff.sortName}, ${staff.id}`,
  );
}

export function isAmong(ids: readonly string[]): SQL {
  return sql`${staff.id} in (select value from json_each(${JSON.stringify(ids)}))`;
}

/** @throws Precondition `reference_missing` */
export function expectTold(ids: readonly string[], found: readonly { readonly id: string }[]): void {
  const known = new Set(found.map(({ id }) => id));
  if (ids.every((id) => known.has(id))) return;
  const message = "Choose people who work here and have an e-mail address.";
  throw new Precondition("reference_missing", message, [{ path: "notifyStaffIds", message }]);
}
