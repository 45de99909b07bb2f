import { Change, livingRow, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight, today } from "../../kernel/context.ts";
import { NotFound, Precondition } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { studentWithinReach } from "../attendance/student-reach.ts";
import { rulesOf, rulesQuery } from "../school-rules/rules-query.ts";
import { checkPlaces, placesQueries } from "./known-places.ts";
import type { GrantTokensInput } from "./schemas.ts";
import { issueToken } from "./token-moves.ts";
import { expiryOf } from "./token-rules.ts";

/** Gives a student makeups by hand, with a reason; beyond every cap. @throws NotFound, Precondition */
export async function grantTokens(
  ctx: Context,
  input: GrantTokensInput,
): Promise<{ readonly ids: readonly string[]; readonly change: Committed }> {
  requireRight(ctx, "create_makeup_tokens", "full", input.locationId ?? undefined);
  const { studentId, programIds, locationId, comment } = input;
  const found = await read(ctx, {
    student: studentWithinReach(ctx, studentId, "create_makeup_tokens", "full"),
    rules: rulesQuery(),
    ...placesQueries(input),
  });
  const student = found.student[0];
  if (!student) throw new NotFound("student");
  checkPlaces(input, found);
  const ruled = expiryOf(rulesOf(found.rules).makeups, today(ctx), null);
  const expiresOn = input.expiresOn === undefined ? ruled : input.expiresOn;
  refusePast(ctx, expiresOn);
  const how = input.count === 1 ? "a makeup token" : `${input.count} makeup tokens`;
  const change = new Change(ctx, {
    action: "makeups.grant",
    summary: `Gave ${student.name} ${how}`,
    right: "create_makeup_tokens",
    undoMs: UNDO_MS.ordinary,
  });
  change.guard("row_living", livingRow("students", studentId));
  const token = { studentId, origin: "grant", expiresOn, programIds, locationId, comment } as const;
  const ids = Array.from({ length: input.count }, () => issueToken(ctx, change, token));
  return { ids, change: await commit(ctx, change, { ids }) };
}

/** @throws Precondition when a token would have expired before it could be used */
export function refusePast(ctx: Context, expiresOn: string | null | undefined): void {
  if (!expiresOn || expiresOn >= today(ctx)) return;
  const message = "Choose today or a later day.";
  throw new Precondition("expired_already", message, [{ path: "expiresOn", message }]);
}
