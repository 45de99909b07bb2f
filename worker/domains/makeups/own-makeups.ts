import { sql } from "drizzle-orm";
import { flag, select } from "../../../control-plane/query.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import {
  alongside,
  type Context,
  type GuardianActor,
  lend,
  requireRole,
  today,
} from "../../kernel/context.ts";
import { Conflict, NotFound, Precondition } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { addActivity } from "../online-activity/add-activity.ts";
import { classFacts, confirmByMail } from "../online-activity/own-mails.ts";
import { makeupWords } from "../online-activity/request-words.ts";
import { portalSettingsOf, portalSettingsQuery } from "../portal-settings/settings-query.ts";
import { expectOwnStudent, type OwnStudent } from "../students/own-students.ts";
import { bookMakeup } from "./book-makeup.ts";
import { cancelMakeup } from "./cancel-makeup.ts";
import { firstHeld, hasBegun } from "./class-start.ts";
import { listMakeupOpenings } from "./list-makeup-openings.ts";
import type { OwnBookingInput, OwnCancellationInput, OwnOpeningsFilter } from "./own-schemas.ts";
import type { OwnBookingAnswer, OwnCancellationAnswer, OwnOpenings } from "./own-shapes.ts";
import type { MakeupRequest } from "./requests.ts";
import type { MakeupOpening } from "./shapes.ts";
import { moveToken } from "./token-moves.ts";
import { availableTokens } from "./token-queries.ts";

const lent = (ctx: Context<GuardianActor>) => lend(ctx, "enrollments");

/** Where a child could make up within some days: what fits, has a place, and is paid by a token. @throws NotFound */
export async function listOwnOpenings(
  ctx: Context<GuardianActor>,
  filter: OwnOpeningsFilter,
): Promise<OwnOpenings> {
  await expectOwnStudent(ctx, filter.studentId);
  const { settings } = await read(ctx, { settings: portalSettingsQuery() });
  if (portalSettingsOf(settings).makeups === "off") throw notOffered();
  const { openings } = await listMakeupOpenings(lent(ctx), filter, { isForFamilies: true });
  const { tokens } = await read(ctx, { tokens: availableTokens(filter.studentId) });
  const expiry = new Map(tokens.map(({ id, expiresOn }) => [id, expiresOn]));
  return {
    openings: openings
      .filter(({ tokenId, problems }) => tokenId !== null && problems.length === 0)
      .map(({ tokenId, problems: _none, ...opening }) => ({
        ...opening,
        tokenExpiresOn: expiry.get(tokenId!) ?? null,
      })),
  };
}

/** Books a makeup with the token that expires first, or asks the school to. @throws NotFound, Precondition, Conflict */
export async function bookOwnMakeup(
  ctx: Context<GuardianActor>,
  input: OwnBookingInput,
): Promise<OwnBookingAnswer> {
  requireRole(ctx, "payer");
  const student = await expectOwnStudent(ctx, input.studentId);
  const found = await read(ctx, {
    settings: portalSettingsQuery(),
    target: select(
      { className: sql<string>`c.name`, isOpen: flag(sql`c.is_online = 1 and c.takes_makeups = 1`) },
      sql`from living_classes c where c.id = ${input.classId}`,
    ),
    first: firstHeld(input.classId, input.onDate),
  });
  const target = found.target[0];
  if (!target?.isOpen) throw new NotFound("class");
  const { makeups: mode } = portalSettingsOf(found.settings);
  if (mode === "off") throw notOffered();
  if (hasBegun(found.first, ctx.nowMs))
    return refused("class_begun", "This class has begun already. Choose a later one.");
  if (mode === "request") return ask(ctx, student, input);
  const { studentId, classId, onDate, note } = input;
  const telling = alongside(lent(ctx), (change) => {
    const { summary } = change.options;
    const about = { studentId, classId, concernsOn: onDate };
    addActivity(change, ctx, { ...about, kind: "makeup", nature: "info", summary });
    const facts = { ...classFacts(student.firstName, target.className), "meeting.when": onDate };
    confirmByMail(change, ctx, "makeup_booked", facts, { classId });
  });
  const done = await bookMakeup(telling, { studentId, classId, onDate, note, isOverride: false });
  if (done.outcome === "booked") return { outcome: "booked" };
  const message = done.outcome === "not_eligible" ? `${done.problems.join(". ")}.` : done.message;
  return { outcome: "refused", code: done.outcome, message };
}

/** Keeps the token back until the school has answered. */
async function ask(
  ctx: Context<GuardianActor>,
  student: OwnStudent,
  { studentId, classId, onDate, note }: OwnBookingInput,
): Promise<OwnBookingAnswer> {
  const day = { studentId, classId, from: onDate, to: onDate };
  const { openings } = await listMakeupOpenings(lent(ctx), day, { isForFamilies: true });
  const { tokens } = await read(ctx, { tokens: availableTokens(studentId) });
  const [opening] = openings;
  const token = tokens.find(({ id }) => id === opening?.tokenId);
  if (!opening || !token || opening.problems.length > 0) {
    return whyNot(opening);
  }
  const summary = `Asked for a makeup of ${student.name} in ${opening.className} on ${onDate}`;
  const told = makeupWords(student.name, opening.className, onDate);
  const change = new Change(ctx, { action: "makeups.ask", summary, right: null });
  const facts: MakeupRequest = { onDate, tokenId: token.id, note };
  moveToken(ctx, change, token, "requested");
  addActivity(change, ctx, {
    kind: "makeup_request",
    nature: "request",
    summary,
    studentId,
    classId,
    facts: { ...facts },
    told,
    concernsOn: onDate,
  });
  confirmByMail(change, ctx, "request_received", { "request.summary": told });
  const outcome = { outcome: "asked" } as const;
  await commit(ctx, change, outcome);
  return outcome;
}

function notOffered(): Precondition {
  const message = "Makeups cannot be booked here. Please get in touch with the school.";
  return new Precondition("not_offered", message);
}

type Refused = Extract<OwnBookingAnswer, { outcome: "refused" }>;

const refused = (code: Refused["code"], message: string): Refused => ({ outcome: "refused", code, message });

function whyNot(opening: MakeupOpening | undefined): Refused {
  if (!opening)
    return refused("class_full", "There is no place for a makeup in this class on that day any more.");
  if (opening.problems.length > 0) return refused("not_eligible", `${opening.problems.join(". ")}.`);
  return refused("no_token", "There is no makeup token left that pays for this class.");
}

/** Gives a makeup up; early enough its token comes back. @throws NotFound, Conflict */
export async function cancelOwnMakeup(
  ctx: Context<GuardianActor>,
  enrollmentId: string,
  { version, mayLoseToken }: OwnCancellationInput,
): Promise<OwnCancellationAnswer> {
  requireRole(ctx, "payer");
  const { own } = await read(ctx, {
    own: select(
      {
        startsOn: sql<string>`e.starts_on`,
        studentId: sql<string>`e.student_id`,
        classId: sql<string>`e.class_id`,
      },
      sql`from enrollments e join living_students s on s.id = e.student_id
        where e.id = ${enrollmentId} and e.deleted_at is null and s.family_id = ${ctx.actor.familyId}`,
    ),
  });
  if (!own[0]) throw new NotFound("makeup");
  const { startsOn, studentId, classId } = own[0];
  if (startsOn < today(ctx)) {
    throw new Conflict("makeup_over", "The day of this makeup is over, so it cannot be cancelled any more.");
  }
  const telling = alongside(lent(ctx), (change) => {
    const { summary } = change.options;
    const about = { studentId, classId, concernsOn: startsOn };
    addActivity(change, ctx, { ...about, kind: "makeup", nature: "info", summary });
  });
  const input = { version, returnsAnyway: false };
  const { isTokenReturned } = await cancelMakeup(telling, enrollmentId, input, { mayLoseToken });
  return { isTokenReturned };
}
