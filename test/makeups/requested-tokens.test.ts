import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { select } from "../../control-plane/query.ts";
import { bookMakeup } from "../../worker/domains/makeups/book-makeup.ts";
import { getStudentTokens } from "../../worker/domains/makeups/get-student-tokens.ts";
import { grantTokens } from "../../worker/domains/makeups/grant-tokens.ts";
import { revokeToken } from "../../worker/domains/makeups/revoke-token.ts";
import { bookMakeupInput, grantTokensInput } from "../../worker/domains/makeups/schemas.ts";
import { moveToken } from "../../worker/domains/makeups/token-moves.ts";
import { tokenById } from "../../worker/domains/makeups/token-queries.ts";
import { Change } from "../../worker/kernel/change.ts";
import { commit } from "../../worker/kernel/commit.ts";
import { read } from "../../worker/kernel/read.ts";
import { MONDAY, openGym, openStaff } from "../attendance/gym.ts";
import { ENGINES } from "../harness/databases.ts";
import { openTestTenant } from "../harness/tenant.ts";

describe.each(ENGINES)("a token that is asked for on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const { school, classOf } = await openGym(tenant);
  const { ctx } = await openStaff(tenant, { ctx: {} });
  const granted = async () => {
    const who = await school.student();
    const { ids } = await grantTokens(ctx, grantTokensInput.parse({ studentId: who, comment: "Extra" }));
    return { who, id: ids[0]! };
  };
  const move = async (
    id: string,
    ...args: [Parameters<typeof moveToken>[3], Parameters<typeof moveToken>[4]?]
  ) => {
    const { token } = await read(ctx, { token: tokenById(ctx, id, "create_makeup_tokens") });
    const { studentName: _name, ...stored } = token[0]!;
    const change = new Change(ctx, { action: "test.move", summary: "move", right: null });
    moveToken(ctx, change, stored, ...args);
    await commit(ctx, change);
  };
  const balance = async (id: string) => {
    const { rows } = await tenant.database.read({
      rows: select({ sum: sql<number>`sum(delta)` }, sql`from makeup_entries where token_id = ${id}`),
    });
    return rows[0]!.sum;
  };
  const stateOf = async (who: string) => (await getStudentTokens(ctx, who)).tokens[0]!.state;

  it("is neither spent nor taken back, and comes back when the request is withdrawn", async () => {
    const { who, id } = await granted();
    await move(id, "requested");
    expect([await stateOf(who), await balance(id)]).toEqual(["pending", 0]);
    const target = await classOf(0, { slots: [{ weekday: 1 }] });
    const wish = bookMakeupInput.parse({ studentId: who, classId: target.id, onDate: MONDAY });
    expect((await bookMakeup(ctx, wish)).outcome).toBe("no_token");
    await expect(revokeToken(ctx, id, { version: 2, comment: "No" })).rejects.toMatchObject({
      code: "token_used",
    });
    await move(id, "withdrawn");
    expect([await stateOf(who), await balance(id)]).toEqual(["available", 1]);
    expect((await bookMakeup(ctx, wish)).outcome).toBe("booked");
  });

  it("is spent once when the request is granted", async () => {
    const { who, id } = await granted();
    await move(id, "requested");
    const enrollmentId = await school.enroll(who, await classOf(0), { kind: "makeup" });
    await move(id, "expended", { enrollmentId });
    expect([await stateOf(who), await balance(id)]).toEqual(["expended", 0]);
    await expect(move(id, "expended", { enrollmentId })).rejects.toThrow("cannot be expended");
  });
});
