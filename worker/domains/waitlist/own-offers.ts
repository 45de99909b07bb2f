import type { Change } from "../../kernel/change.ts";
import {
  alongside,
  type Context,
  type GuardianActor,
  lend,
  requireRole,
  today,
} from "../../kernel/context.ts";
import { Conflict, NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { showFee } from "../cart/show-fee.ts";
import { ownMoney } from "../enrollments/own-enrollment.ts";
import { previewEnrollment } from "../enrollments/preview-enrollment.ts";
import { moneyConflict } from "../ledger/commit-money.ts";
import { addActivity } from "../online-activity/add-activity.ts";
import { proposalsOf } from "../re-rating/get-proposals.ts";
import { readPlannedReRatings } from "../re-rating/planned-re-rating.ts";
import { withMoney } from "../re-rating/with-money.ts";
import type { PlannedEnrollments } from "../tuition/planned-enrollments.ts";
import { acceptOffer } from "./accept-offer.ts";
import { declineOffer } from "./decline-offer.ts";
import { offerFees, withOfferFees } from "./offer-fees.ts";
import type { AcceptOwnInput, LeaveQueueInput } from "./own-schemas.ts";
import type { AcceptOwnAnswer, OwnOffer } from "./own-shapes.ts";
import { stateOf, type WaitEntry, waitEntry } from "./queue.ts";
import { firstDay } from "./serving.ts";

const lent = (ctx: Context<GuardianActor>) => lend(ctx, "enrollments", "charges", "credits");

/** A place that is kept for a child, and what taking it means for the bill. @throws NotFound */
export async function getOwnOffer(ctx: Context<GuardianActor>, id: string): Promise<OwnOffer> {
  const entry = await expectOwnEntry(ctx, id);
  const startsOn = firstDay(entry, today(ctx));
  const { studentId, classId, slotIds } = entry;
  const families = await readPlannedReRatings(
    lent(ctx),
    [entry.familyId],
    begunBy(ctx, entry, "new", startsOn),
  );
  const preview = await previewEnrollment(lent(ctx), {
    ...{ classId, slotIds, startsOn, endsOn: null, kind: "active", sessionId: null },
    studentIds: [studentId],
  });
  const obstacles = [...preview.obstacles, ...preview.students[0]!.obstacles];
  const fees = await offerFees(lent(ctx), entry);
  return {
    id,
    version: entry.version,
    state: stateOf(entry, ctx.nowMs),
    className: entry.className,
    studentName: entry.studentName,
    expiresAt: entry.waitExpiresAt,
    startsOn,
    obstacles: obstacles
      .filter(({ code }) => code !== "waits_already")
      .map(({ code, text }) => ({ code, text })),
    money: ownMoney(families.map((family) => proposalsOf(ctx, family))),
    fees: fees.map(showFee),
    now: ctx.nowMs,
  };
}

/**
 * Takes a place that is kept: the child is enrolled, and what that changes of bills that were written is charged in the
 * same batch, with the fees that come with it. @throws NotFound, Conflict
 */
export async function acceptOwnOffer(
  ctx: Context<GuardianActor>,
  id: string,
  { version, expected }: AcceptOwnInput,
): Promise<AcceptOwnAnswer> {
  requireRole(ctx, "payer");
  const entry = await expectOwnEntry(ctx, id);
  if (stateOf(entry, ctx.nowMs) !== "offered") throw noOffer();
  const startsOn = firstDay(entry, today(ctx));
  const planned = (change: Change) => begunBy(ctx, entry, change.inserted("enrollments")[0]!, startsOn);
  const billed = withMoney(lent(ctx), entry.familyId, planned, expected);
  const telling = alongside(withOfferFees(billed, entry, expected.feesMinor), (change) => {
    addActivity(change, ctx, {
      ...about(entry),
      kind: "offer_accepted",
      nature: "info",
      summary: change.options.summary,
    });
  });
  try {
    const done = await acceptOffer(telling, id, { version, overrides: [] });
    if (done.outcome === "enrolled")
      return { outcome: "enrolled", chargeMinor: expected.chargeMinor + expected.feesMinor };
    if (done.outcome !== "refused") return { outcome: "place_gone", message: PLACE_GONE };
    return { outcome: "refused", obstacles: done.obstacles.map(({ code, text }) => ({ code, text })) };
  } catch (error) {
    throw moneyConflict(error) ?? error;
  }
}

/** The family does not want the place, or does not want to wait any more. @throws NotFound, Conflict */
export async function leaveQueue(
  ctx: Context<GuardianActor>,
  id: string,
  { version }: LeaveQueueInput,
): Promise<{ readonly outcome: "left" }> {
  requireRole(ctx, "payer");
  const entry = await expectOwnEntry(ctx, id);
  const kind = stateOf(entry, ctx.nowMs) === "offered" ? "offer_declined" : "waitlist";
  const telling = alongside(lent(ctx), (change) => {
    addActivity(change, ctx, { ...about(entry), kind, nature: "info", summary: change.options.summary });
  });
  await declineOffer(telling, id, { version, note: null });
  return { outcome: "left" };
}

const PLACE_GONE = "This place is not free any more. You keep your turn on the waitlist.";

async function expectOwnEntry(ctx: Context<GuardianActor>, id: string): Promise<WaitEntry> {
  const { entry } = await read(ctx, { entry: waitEntry(lent(ctx), id) });
  if (entry[0]?.familyId !== ctx.actor.familyId) throw new NotFound("place on a waitlist");
  return entry[0];
}

function begunBy(ctx: Context, entry: WaitEntry, id: string, startsOn: string): PlannedEnrollments {
  const { studentId, classId, slotIds } = entry;
  return {
    ended: [],
    begun: [{ id, studentId, classId, startsOn, endsOn: null, slotIds, createdAtMs: ctx.nowMs }],
  };
}

function about({ id, studentId, classId }: WaitEntry) {
  return { enrollmentId: id, studentId, classId };
}

function noOffer(): Conflict {
  return new Conflict(
    "no_offer",
    "This offer has ended or was taken already. Look at the waitlist as it is now.",
  );
}
