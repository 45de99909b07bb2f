import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import type { AnonymousActor, Context } from "../../kernel/context.ts";
import { foldLogin, staffByLogin } from "./find-by-login.ts";
import {
  type AttemptCount,
  countAttempt,
  MAX_PER_ADDRESS,
  MAX_RESETS,
  refuseTooMany,
  subjectOf,
} from "./login-attempts.ts";
import { addPasswordLink } from "./password-links.ts";

/**
 * Counts the request, and answers what is still to be done: find the person and send the link. That is done after the
 * answer, because how long it takes would tell whether there is such a person.
 * @throws Limit `too_many_attempts`
 */
export async function requestReset(
  ctx: Context<AnonymousActor>,
  login: string,
  pepper: string,
): Promise<() => Promise<void>> {
  const subjects = [await subjectOf("reset", foldLogin(login))];
  if (ctx.request.ip !== null) subjects.push(await subjectOf("address", ctx.request.ip));
  const statements = subjects.map((subject) => countAttempt(subject, ctx.nowMs));
  const [byLogin, byAddress] = (await ctx.database.commit({ statements })) as AttemptCount[][];
  refuseTooMany(byLogin?.[0], MAX_RESETS, ctx.nowMs);
  refuseTooMany(byAddress?.[0], MAX_PER_ADDRESS, ctx.nowMs);
  return () => sendLink(ctx, login, pepper);
}

async function sendLink(ctx: Context<AnonymousActor>, login: string, pepper: string): Promise<void> {
  const { people } = await ctx.database.read({ people: staffByLogin(login).query });
  const person = people[0];
  if (!person?.isActive || person.email === null) return;
  const summary = `Asked for a new password for “${person.username}”`;
  const change = new Change(ctx, { action: "passwords.request_reset", summary, right: null });
  await addPasswordLink(ctx, change, { kind: "reset", staffId: person.id, pepper });
  await commit(ctx, change);
}
