import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { addDays } from "../../../tenant-schema/dates.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { alongside, type Context, type GuardianActor, requireRole, today } from "../../kernel/context.ts";
import { Conflict, Precondition } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { moneyConflict } from "../ledger/commit-money.ts";
import { addActivity } from "../online-activity/add-activity.ts";
import { classFacts, confirmByMail } from "../online-activity/own-mails.ts";
import { dropWords } from "../online-activity/request-words.ts";
import { portalSettingsOf, portalSettingsQuery } from "../portal-settings/settings-query.ts";
import { withMoney } from "../re-rating/with-money.ts";
import { rulesOf, rulesQuery } from "../school-rules/rules-query.ts";
import { dropEnrollment } from "./drop-enrollment.ts";
import { dropMoney, endedBy } from "./drop-money.ts";
import { checkReason, reasonQuery } from "./ending.ts";
import type { EnrollmentInReach } from "./enrollment-rows.ts";
import {
  askedAlready,
  enrollmentRows,
  expectOwn,
  lendEnrollment,
  ownMoney,
  pendingQuery,
  requireMode,
  waitsAlready,
} from "./own-enrollment.ts";
import type { OwnDropInput } from "./own-schemas.ts";
import type { DropPreview, OwnActAnswer } from "./own-shapes.ts";
import type { DropRequest } from "./requests.ts";

/** What ending an enrollment would mean: from when on, and for the bill. @throws NotFound, Precondition, Conflict */
export async function previewOwnDrop(
  ctx: Context<GuardianActor>,
  id: string,
  asked: { readonly endsOn?: string | undefined },
): Promise<DropPreview> {
  const found = await read(ctx, {
    row: enrollmentRows(ctx, id),
    settings: portalSettingsQuery(),
    rules: rulesQuery(),
    pending: pendingQuery(ctx, "drop_request", id),
    reasons: select(
      { id: sql<string>`id`, label: sql<string>`label` },
      sql`from list_items where kind = 'drop_reason' and deleted_at is null order by position, label`,
    ),
  });
  const row = expectOwn(ctx, found.row);
  const { drops: mode, dropNoticeDays } = portalSettingsOf(found.settings);
  const earliestOn = earliest(ctx, row, dropNoticeDays);
  refuseEnding(row, earliestOn);
  const endsOn = asked.endsOn !== undefined && asked.endsOn > earliestOn ? asked.endsOn : earliestOn;
  return {
    mode,
    version: row.version,
    className: row.className,
    studentName: row.studentName,
    earliestOn,
    noticeDays: dropNoticeDays,
    endsOn,
    reasons: found.reasons,
    isReasonRequired: rulesOf(found.rules).enrollment.isDropReasonRequired,
    isAskedFor: found.pending[0]!.asked,
    money: ownMoney(await dropMoney(lendEnrollment(ctx), row, endsOn)),
  };
}

/**
 * Ends an enrollment, or asks the school to. What was billed for later days is credited in the same batch; other sums
 * than those that were shown refuse. @throws NotFound, Precondition, Conflict
 */
export async function dropOwn(
  ctx: Context<GuardianActor>,
  id: string,
  input: OwnDropInput,
): Promise<OwnActAnswer> {
  requireRole(ctx, "payer");
  const found = await read(ctx, {
    row: enrollmentRows(ctx, id),
    settings: portalSettingsQuery(),
    rules: rulesQuery(),
    reason: reasonQuery(input.reasonId),
    pending: pendingQuery(ctx, "drop_request", id),
  });
  const row = expectOwn(ctx, found.row, input.version);
  const { drops: mode, dropNoticeDays } = portalSettingsOf(found.settings);
  requireMode(mode, "drop a class");
  const earliestOn = earliest(ctx, row, dropNoticeDays);
  refuseEnding(row, earliestOn);
  if (input.endsOn < earliestOn) throw tooEarly(earliestOn);
  if (found.pending[0]!.asked) throw waitsAlready();
  const { endsOn, reasonId, note } = input;
  checkReason({ endsOn, reasonId, note }, found.reason, rulesOf(found.rules));
  if (mode === "request") return askToDrop(ctx, row, { endsOn, reasonId, note });
  const acting = withMoney(lendEnrollment(ctx), row.familyId, () => endedBy(row, endsOn), input.expected);
  const telling = alongside(acting, (change) => {
    addActivity(change, ctx, {
      ...concerning(row),
      kind: "drop",
      nature: "info",
      summary: change.options.summary,
      concernsOn: endsOn,
    });
    const facts = { ...classFacts(row.studentName, row.className), "drop.lastOn": endsOn };
    confirmByMail(change, ctx, "drop_confirmed", facts, { classId: row.classId });
  });
  try {
    await dropEnrollment(telling, id, { version: row.version, endsOn, reasonId, note });
  } catch (error) {
    throw moneyConflict(error) ?? error;
  }
  return { outcome: "done" };
}

async function askToDrop(
  ctx: Context<GuardianActor>,
  row: EnrollmentInReach,
  request: DropRequest,
): Promise<OwnActAnswer> {
  const summary = `Asked to drop ${row.studentName} from ${row.className}, last day ${request.endsOn}`;
  const told = dropWords(row.studentName, row.className, request.endsOn);
  const change = new Change(ctx, { action: "enrollments.ask_drop", summary, right: null });
  addActivity(change, ctx, {
    ...concerning(row),
    kind: "drop_request",
    nature: "request",
    summary,
    facts: { ...request },
    told,
    concernsOn: request.endsOn,
  });
  confirmByMail(change, ctx, "request_received", { "request.summary": told });
  const outcome = { outcome: "asked" } as const;
  try {
    await commit(ctx, change, outcome);
  } catch (error) {
    throw askedAlready(error);
  }
  return outcome;
}

export function concerning({ id, studentId, classId, locationId }: EnrollmentInReach) {
  return { enrollmentId: id, studentId, classId, locationId };
}

/** A trial that has not begun is given up at any time; everything else has the school's notice. */
function earliest(ctx: Context, row: EnrollmentInReach, noticeDays: number): string {
  if (row.kind === "trial" && row.startsOn > today(ctx)) return addDays(row.startsOn, -1);
  return addDays(today(ctx), noticeDays);
}

function refuseEnding(row: EnrollmentInReach, earliestOn: string): void {
  if (row.kind !== "active" && row.kind !== "trial") {
    throw new Conflict("not_dropped", "This is for one day only. Please get in touch with the school.");
  }
  if (row.endsOn === null || row.endsOn > earliestOn || row.startsOn > earliestOn) return;
  throw new Conflict("ends_already", `${row.className} ends on ${row.endsOn} already, before a drop could.`);
}

function tooEarly(earliestOn: string): Precondition {
  const message = `The school asks for notice: the last day can be ${earliestOn} or later.`;
  return new Precondition("too_early", message, [{ path: "endsOn", message }]);
}
