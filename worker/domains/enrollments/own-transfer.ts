import { addDays } from "../../../tenant-schema/dates.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { alongside, type Context, type GuardianActor, requireRole, today } from "../../kernel/context.ts";
import { Conflict, NotFound, Precondition } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { addActivity } from "../online-activity/add-activity.ts";
import { classFacts, confirmByMail } from "../online-activity/own-mails.ts";
import { transferWords } from "../online-activity/request-words.ts";
import type { PortalSettings } from "../portal-settings/schemas.ts";
import { portalSettingsOf, portalSettingsQuery } from "../portal-settings/settings-query.ts";
import { refuseOthers } from "../re-rating/with-money.ts";
import type { EnrollmentInReach } from "./enrollment-rows.ts";
import { obstacle } from "./obstacles.ts";
import { concerning } from "./own-drop.ts";
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
import type { OwnTransferInput, OwnTransferPreviewInput } from "./own-schemas.ts";
import type { InTheWay, OwnActAnswer, OwnTransferPreview, TransferChoices } from "./own-shapes.ts";
import { previewTransfer } from "./preview-transfer.ts";
import type { TransferRequest } from "./requests.ts";
import { transferEnrollments } from "./transfer-enrollments.ts";
import type { TransferPreview } from "./transfer-shapes.ts";
import { allMoney, sumsOf } from "./transfer-sums.ts";
import { isMovable, studentOf, targetOf, targetsQuery } from "./transfer-targets.ts";

/** To which classes a child may move, and from when on. @throws NotFound, Conflict */
export async function getTransferChoices(
  ctx: Context<GuardianActor>,
  id: string,
  asked: { readonly startsOn?: string | undefined },
): Promise<TransferChoices> {
  const { settings, row, pending } = await lookAt(ctx, id);
  const days = daysOf(ctx, row, settings);
  const startsOn = within(days, asked.startsOn ?? days.earliestOn);
  const found = await read(ctx, {
    student: studentOf(id),
    targets: targetsQuery(ctx, id, { from: startsOn, mayMoveUp: settings.transfersMoveUp }),
  });
  return {
    ...days,
    startsOn,
    mode: settings.transfers,
    version: row.version,
    className: row.className,
    studentName: row.studentName,
    isAskedFor: pending,
    targets:
      settings.transfers === "off"
        ? []
        : found.targets.map((target) => targetOf(target, found.student[0]!, startsOn)),
  };
}

/** What a move would mean for the bill, before anything is done. @throws NotFound, Conflict, Precondition */
export async function previewOwnTransfer(
  ctx: Context<GuardianActor>,
  id: string,
  input: OwnTransferPreviewInput,
): Promise<OwnTransferPreview> {
  const { settings, row } = await lookAt(ctx, id, input.version);
  await refuseOtherTargets(ctx, row, settings, input);
  const preview = await previewTransfer(lendEnrollment(ctx), wanted(row, input));
  return {
    className: preview.className,
    startsOn: preview.startsOn,
    lastDayOn: preview.enrollments[0]!.lastDayOn,
    obstacles: inTheWay(preview),
    money: ownMoney(preview.money),
  };
}

/** Moves a child into another class in one act, money included, or asks the school to. @throws as above */
export async function transferOwn(
  ctx: Context<GuardianActor>,
  id: string,
  input: OwnTransferInput,
): Promise<OwnActAnswer> {
  requireRole(ctx, "payer");
  const { settings, row, pending } = await lookAt(ctx, id, input.version);
  requireMode(settings.transfers, "move to another class");
  if (pending) throw waitsAlready();
  await refuseOtherTargets(ctx, row, settings, input);
  const preview = await previewTransfer(lendEnrollment(ctx), wanted(row, input));
  const obstacles = inTheWay(preview);
  if (obstacles.length > 0) {
    throw new Conflict("transfer_refused", `${obstacles.map(({ text }) => text).join(". ")}.`);
  }
  if (settings.transfers === "request") return askToTransfer(ctx, row, input, preview);
  refuseOthers(sumsOf(preview.money), input.expected);
  const telling = alongside(lendEnrollment(ctx), (change) => {
    const about = { ...concerning(row), classId: input.classId, concernsOn: input.startsOn };
    const { summary } = change.options;
    addActivity(change, ctx, { ...about, kind: "enrollment", nature: "info", summary });
    const facts = classFacts(row.studentName, preview.className);
    const told = { ...facts, "enrollment.startsOn": input.startsOn };
    confirmByMail(change, ctx, "transfer_confirmed", told, { classId: input.classId });
  });
  const money = allMoney(preview.money);
  const chosen = { ...wanted(row, input), note: input.note, overrides: [], money };
  const done = await transferEnrollments(telling, chosen);
  if (done.outcome === "transferred") return { outcome: "done" };
  const told = done.outcome === "full" ? `${obstacle("capacity").text}.` : MEANWHILE;
  throw new Conflict("transfer_refused", told);
}

const MEANWHILE = "Things changed meanwhile. Nobody was moved. Look at the class again.";

async function askToTransfer(
  ctx: Context<GuardianActor>,
  row: EnrollmentInReach,
  { classId, startsOn, note }: OwnTransferInput,
  { className }: TransferPreview,
): Promise<OwnActAnswer> {
  const summary = `Asked to move ${row.studentName} from ${row.className} to ${className}, from ${startsOn} on`;
  const told = transferWords(row.studentName, row.className, className, startsOn);
  const change = new Change(ctx, { action: "enrollments.ask_transfer", summary, right: null });
  const facts: TransferRequest = { slotIds: null, startsOn, note };
  addActivity(change, ctx, {
    ...concerning(row),
    classId,
    kind: "transfer_request",
    nature: "request",
    summary,
    facts: { ...facts },
    told,
    concernsOn: startsOn,
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

async function lookAt(ctx: Context<GuardianActor>, id: string, version?: number) {
  const found = await read(ctx, {
    row: enrollmentRows(ctx, id),
    settings: portalSettingsQuery(),
    pending: pendingQuery(ctx, "transfer_request", id),
  });
  const row = expectOwn(ctx, found.row, version);
  const settings = portalSettingsOf(found.settings);
  if (!isMovable(row, addDays(today(ctx), 1))) {
    throw new Conflict("not_transferable", "Only a class that goes on can be exchanged for another one.");
  }
  return { row, settings, pending: found.pending[0]!.asked };
}

/** @throws NotFound for a class that is not among those the family may choose, Precondition for other days */
async function refuseOtherTargets(
  ctx: Context<GuardianActor>,
  row: EnrollmentInReach,
  settings: PortalSettings,
  { classId, startsOn }: OwnTransferPreviewInput,
): Promise<void> {
  const days = daysOf(ctx, row, settings);
  if (startsOn !== within(days, startsOn)) {
    const message = `Choose a first day from ${days.earliestOn} to ${days.latestOn}.`;
    throw new Precondition("outside_window", message, [{ path: "startsOn", message }]);
  }
  const { targets } = await read(ctx, {
    targets: targetsQuery(ctx, row.id, { from: startsOn, mayMoveUp: settings.transfersMoveUp }),
  });
  if (!targets.some((target) => target.classId === classId)) throw new NotFound("class");
}

/** From tomorrow, or from the first day of what has not begun, for so long as the school looks ahead. */
function daysOf(ctx: Context, row: EnrollmentInReach, settings: PortalSettings) {
  const earliestOn = [addDays(today(ctx), 1), row.startsOn].sort()[1]!;
  const latestOn = [addDays(today(ctx), settings.transferAheadDays), earliestOn].sort()[1]!;
  return { earliestOn, latestOn };
}

function within(days: { readonly earliestOn: string; readonly latestOn: string }, day: string): string {
  if (day < days.earliestOn) return days.earliestOn;
  return day > days.latestOn ? days.latestOn : day;
}

function wanted(row: EnrollmentInReach, { classId, startsOn }: OwnTransferPreviewInput) {
  const enrollments = [{ id: row.id, version: row.version }];
  return { enrollments, classId, startsOn, slotIds: null, lastDayOn: null, sessionId: null };
}

function inTheWay({ obstacles, enrollments, openings }: TransferPreview): InTheWay[] {
  const all = [...obstacles, ...enrollments.flatMap((one) => one.obstacles)];
  return [...all, ...(openings < 1 ? [obstacle("capacity")] : [])].map(({ code, text }) => ({ code, text }));
}
