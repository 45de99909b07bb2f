import { type Context, type GuardianActor, lend } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { portalSettingsOf, portalSettingsQuery } from "../portal-settings/settings-query.ts";
import { rulesOf, rulesQuery } from "../school-rules/rules-query.ts";
import { expectOwnStudent } from "../students/own-students.ts";
import { getStudentTokens } from "./get-student-tokens.ts";
import type { OwnToken, OwnTokens } from "./own-shapes.ts";
import type { MakeupToken } from "./shapes.ts";

/** A child's makeup tokens with what happened to them. @throws NotFound */
export async function getOwnTokens(ctx: Context<GuardianActor>, studentId: string): Promise<OwnTokens> {
  await expectOwnStudent(ctx, studentId);
  const { available, tokens } = await getStudentTokens(lend(ctx, "enrollments"), studentId);
  const found = await read(ctx, { settings: portalSettingsQuery(), rules: rulesQuery() });
  return {
    mode: portalSettingsOf(found.settings).makeups,
    bookAheadDays: rulesOf(found.rules).makeups.bookAheadDays,
    available,
    tokens: tokens.map(ownToken),
    now: ctx.nowMs,
  };
}

function ownToken(token: MakeupToken): OwnToken {
  const { id, state, origin, missed, location, programs, issuedOn, expiresOn, booking } = token;
  const entries = token.entries.map((entry) => ({
    id: entry.id,
    kind: entry.kind,
    effectiveOn: entry.effectiveOn,
  }));
  return { id, state, origin, missed, location, programs, issuedOn, expiresOn, booking, entries };
}
