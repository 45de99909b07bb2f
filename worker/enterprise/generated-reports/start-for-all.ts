import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { reportFor } from "../../domains/reports/catalog.ts";
import type { Report } from "../../domains/reports/definition.ts";
import { requestScope } from "../../domains/reports/report-scope.ts";
import type { Context, StaffActor } from "../../kernel/context.ts";
import { Forbidden, NotFound, SessionEnded } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import type { Services } from "../../services.ts";
import { commitEnterprise } from "../commit.ts";
import type { EnterpriseContext } from "../context.ts";
import { accountsOf } from "../reach.ts";
import { toEnterpriseActor, userQuery } from "../sessions/load-user.ts";
import { accountLabels } from "./file-names.ts";
import { namesOfFilter } from "./map-filter.ts";
import { GENERATED_CODES } from "./schemas.ts";
import { sendAccountJobs } from "./send-jobs.ts";
import type { ReportSettings } from "./settings.ts";

interface Asked {
  readonly code: string;
  /** As it was asked for, and as the report's own schema reads it. */
  readonly filter: Readonly<Record<string, unknown>>;
  readonly parsed: unknown;
}

/**
 * Runs a report in every account that the enterprise user may enter, asked for in one of them. Nothing is opened here:
 * one message an account is sent, and what was lost of them is sent again. @throws NotFound, Forbidden, Precondition
 */
export async function startForAll(
  ctx: Context<StaffActor>,
  services: Services,
  asked: Asked,
): Promise<{ generatedReportId: string; accounts: number }> {
  const report = reportFor(ctx, asked.code);
  if (!GENERATED_CODES.includes(report.code)) throw new NotFound("report for all accounts");
  const owner = await enterpriseContextOf(ctx, services);
  const mapped = await namesOfFilter((queries) => read(ctx, queries), report, asked.filter);
  const { accounts } = await owner.control.read({
    accounts: select(
      { id: sql<string>`a.id`, name: sql<string>`a.display_name`, urlName: sql<string>`a.url_name` },
      sql`from accounts a where a.id in ${accountsOf(owner.actor)} order by a.id`,
    ),
  });
  const settings: ReportSettings = {
    ...mapped,
    asked: await askedInWords(ctx, report, asked.parsed),
    labels: accountLabels(accounts),
  };
  const id = newId("generatedReport", ctx.nowMs);
  const ids = accounts.map((account) => account.id);
  const outcome = { generatedReportId: id, accounts: ids.length };
  await commitEnterprise(
    owner,
    actOf(ctx, report, id, accounts),
    rowsOf(owner, { id, report, settings, ids }),
    outcome,
  );
  await sendAccountJobs(
    services,
    ids.map((accountId) => ({ reportId: id, accountId })),
  );
  return outcome;
}

/** The person behind the entry, as the control plane knows them now. @throws Forbidden, SessionEnded */
async function enterpriseContextOf(ctx: Context<StaffActor>, services: Services): Promise<EnterpriseContext> {
  const { nowMs, request, idempotency } = ctx;
  const { enterprise } = ctx.actor;
  if (!enterprise) {
    throw new Forbidden(
      "enterprise_only",
      "Reports for all accounts are run by people who came in through the enterprise portal.",
    );
  }
  const { control } = services;
  const { found } = await control.read({
    found: userQuery(sql`s.id = ${enterprise.sessionId} and s.user_id = ${enterprise.userId}`, nowMs),
  });
  if (!found[0]) throw new SessionEnded();
  return { services, control, actor: toEnterpriseActor(found[0]), nowMs, request, idempotency };
}

async function askedInWords(ctx: Context<StaffActor>, report: Report, parsed: unknown) {
  const scope = requestScope(ctx);
  const { notes } = await report.layout(scope, parsed, await report.begin(scope, parsed));
  // The days and the filters; what follows explains the columns.
  return notes.slice(0, 2);
}

function actOf(
  ctx: Context,
  { code, title }: Report,
  id: string,
  accounts: readonly { readonly name: string }[],
) {
  return {
    action: "reports.generate",
    summary: `Generated ${code} ${title} for ${accounts.length} ${accounts.length === 1 ? "account" : "accounts"}`,
    accountId: ctx.account.id,
    subjectId: id,
    after: { code, accounts: accounts.map(({ name }) => name) },
  };
}

interface NewReport {
  readonly id: string;
  readonly report: Report;
  readonly settings: ReportSettings;
  readonly ids: readonly string[];
}

function rowsOf({ actor, nowMs }: EnterpriseContext, { id, report, settings, ids }: NewReport) {
  return [
    sql`insert into generated_reports (id, enterprise_id, group_id, user_id, user_name, is_for_admins, code, name, settings,
        created_at, updated_at)
      values (${id}, ${actor.enterpriseId}, ${actor.groupId}, ${actor.id}, ${actor.name},
        cast(${actor.level === "admin" ? 1 : 0} as integer), ${report.code}, ${report.title}, ${JSON.stringify(settings)},
        ${nowMs}, ${nowMs})`,
    sql`insert into generated_report_accounts (report_id, account_id, state, updated_at)
      select ${id}, value, 'waiting', cast(${nowMs} as integer) from json_each(${JSON.stringify(ids)})`,
  ];
}
