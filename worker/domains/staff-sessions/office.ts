import { Hono } from "hono";
import { needs, type OfficeContext, type OfficeEnv } from "../../edge/office-route.ts";
import { anyone } from "../../edge/route-marks.ts";
import { validBody } from "../../edge/validate.ts";
import { noteLeft } from "../../enterprise/handoffs/leave-account.ts";
import type { Context, StaffActor } from "../../kernel/context.ts";
import { endAllSessions } from "./end-all-sessions.ts";
import { foldLogin } from "./find-by-login.ts";
import { getMe } from "./get-me.ts";
import { subjectOf, tooMany } from "./login-attempts.ts";
import { signInInput } from "./schemas.ts";
import { clearSessionToken, writeSessionToken } from "./session-cookie.ts";
import { signIn } from "./sign-in.ts";
import { signOut } from "./sign-out.ts";

const LIMIT_PERIOD_SECONDS = 60;

export const sessionOffice = new Hono<OfficeEnv>()
  .get("/", needs(null, "view"), async (c) => c.json(await getMe(c.get("ctx"), demo(c))))
  .post("/", anyone("signing in"), validBody(signInInput), async (c) => {
    // Never answered from an earlier outcome: every sign-in makes a token of its own, which is stored nowhere.
    const visitor = { ...c.get("visitor"), idempotency: null };
    const input = c.req.valid("json");
    await refuseRush(c, visitor.account.id, input.login);
    const from = {
      pepper: c.get("services").env.PASSWORD_PEPPER,
      userAgent: c.req.header("user-agent") ?? null,
    };
    const { token, actor } = await signIn(visitor, input, from);
    writeSessionToken(c, owner(c, visitor.account.id), token);
    const ctx: Context<StaffActor> = { ...visitor, actor };
    return c.json({ me: await getMe(ctx, demo(c)) });
  })
  .delete("/", needs(null, "view"), async (c) => {
    const ctx = c.get("ctx");
    await signOut(ctx);
    await noteLeft(c.get("services"), ctx);
    return signedOut(c, ctx);
  })
  .post("/end-all", needs(null, "view"), async (c) => {
    const ctx = c.get("ctx");
    await endAllSessions(ctx);
    return signedOut(c, ctx);
  });

function signedOut(c: OfficeContext, ctx: Context<StaffActor>): Response {
  c.get("services").house.actors.forget(ctx.account.id, ctx.actor.tokenHash);
  clearSessionToken(c, owner(c, ctx.account.id));
  return c.body(null, 204);
}

/** The platform's own limit comes first: it costs no database. */
async function refuseRush(c: OfficeContext, accountId: string, login: string): Promise<void> {
  const key = `${accountId} ${await subjectOf("login", foldLogin(login))}`;
  const { success } = await c.get("services").env.LOGIN_LIMIT.limit({ key });
  if (!success) throw tooMany(LIMIT_PERIOD_SECONDS);
}

function owner(c: OfficeContext, accountId: string) {
  return { portal: "office" as const, accountId, environment: c.get("services").env.ENVIRONMENT };
}

function demo(c: OfficeContext): boolean {
  return c.get("services").house.demo;
}
