import { type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { select } from "../../../control-plane/query.ts";
import { staff } from "../../../tenant-schema/staff.ts";
import { escapeHtml } from "../../edge/plain-page.ts";
import type { Context } from "../../kernel/context.ts";
import type { EmailMessage } from "../../providers/email/email.ts";
import { differencesOf, runById, runCounts, type StoredRun } from "../billing-runs/run-queries.ts";
import type { DifferenceCount, HeldReason } from "../billing-runs/shapes.ts";
import { moneyText } from "../ledger/references.ts";

export const AUTOMATION_MAIL = "billing-automation-mail";
export const automationMail = z.object({ runId: z.string(), staffId: z.string() });

const WHY: Readonly<Record<HeldReason, string>> = {
  nothing: "There is nothing to do this time, so nothing begins by itself. Please see whether that is right.",
  unusual: "It differs from last time by more than you allowed, so it does not begin by itself: it asks you.",
  first: "It is the first time and there is nothing to compare it with, so it asks you.",
  untold: "Nobody else could be told of it, so it does not begin by itself: it asks you.",
  paused: "The automation was switched off meanwhile, so it does not begin by itself.",
  failed: "Its preview could not be prepared, so nothing begins by itself. Its page says why.",
};

/** Tells one member of staff of a preview: its sums, what is different, and when it begins. Null: no longer needed. */
export async function automationMailOf(
  ctx: Context,
  { runId, staffId }: z.output<typeof automationMail>,
  publicOrigin: string,
): Promise<Omit<EmailMessage, "id"> | null> {
  const found = await ctx.database.read({
    run: runById(runId),
    totals: runCounts(runId),
    automation: named(sql`from billing_automations
      where id = (select automation_id from billing_runs where id = ${runId})`),
    person: select(
      { firstName: staff.firstName, email: staff.email },
      sql`from ${staff} where ${staff.id} = ${staffId} and ${staff.isActive} = 1 and ${staff.deletedAt} is null`,
    ),
  });
  const [run, person] = [found.run[0], found.person[0]];
  if (!run || !person?.email || run.state === "cancelled" || run.state === "undone") return null;
  const { tickedCount, tickedMinor, differences } = found.totals[0]!;
  const when = whenText(ctx, run);
  const { urlName, displayName } = ctx.account;
  const link = `${publicOrigin}/a/${urlName}/transactions/${runId}`;
  const before = [
    `Hello ${person.firstName},`,
    `the automation “${found.automation[0]?.name ?? ""}” of ${displayName} has prepared “${run.title}”.`,
  ];
  const last = run.comparedMinor === null ? "" : ` (last time ${moneyText(ctx, run.comparedMinor)})`;
  const sums = [
    `In all: ${linesText(tickedCount)}, ${moneyText(ctx, tickedMinor)}${last}`,
    ...differencesOf(differences).map((sum) => differenceText(ctx, sum)),
  ];
  return {
    to: person.email,
    fromName: displayName,
    replyTo: null,
    subject: run.heldReason === null ? `${run.title} begins by itself` : `${run.title}: please have a look`,
    text: [...before, sums.join("\n"), when, link].join("\n\n"),
    html: [
      ...before.map((text) => `<p>${escapeHtml(text)}</p>`),
      `<ul>${sums.map((text) => `<li>${escapeHtml(text)}</li>`).join("")}</ul>`,
      `<p>${escapeHtml(when)}</p>`,
      `<p><a href="${escapeHtml(link)}">Look at it line by line</a></p>`,
    ].join("\n"),
  };
}

function named(tail: SQL) {
  return select({ name: sql<string>`name` }, tail);
}

function whenText(ctx: Context, { state, dueAt, heldReason }: StoredRun): string {
  if (heldReason !== null) return WHY[heldReason];
  if (state !== "waiting" || dueAt === null) return "It has begun. Its page shows how far it is.";
  const { locale, timeZone } = ctx.account;
  const at = new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "short", timeZone });
  return `It begins by itself on ${at.format(dueAt)}. Until then you can untick lines, let it begin at once, or stop it.`;
}

const linesText = (count: number) => (count === 1 ? "1 line" : `${count} lines`);

function differenceText(ctx: Context, { difference, count, amountMinor, wasMinor }: DifferenceCount): string {
  const [lines, is, was] = [linesText(count), moneyText(ctx, amountMinor), moneyText(ctx, wasMinor)];
  switch (difference) {
    case "new":
      return `New: ${lines}, ${is}`;
    case "gone":
      return `Gone: ${lines}, ${was} last time`;
    case "changed":
      return `Changed: ${lines}, ${is} (last time ${was})`;
    case "same":
      return `As before: ${lines}, ${is}`;
    case "zero":
      return `Zero: ${lines}`;
    case "billed":
      return `Billed already and left out: ${lines}`;
  }
}
