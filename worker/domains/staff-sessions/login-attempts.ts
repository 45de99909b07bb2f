import { type SQL, sql } from "drizzle-orm";
import { type Query, returning } from "../../../control-plane/query.ts";
import { loginAttempts } from "../../../tenant-schema/staff.ts";
import { Limit } from "../../kernel/errors.ts";
import { sha256 } from "./tokens.ts";

export const WINDOW_MS = 15 * 60_000;
export const MAX_PER_LOGIN = 10;
export const MAX_PER_ADDRESS = 50;
export const MAX_RESETS = 5;

/** What is counted apart: staff and families, passwords and mails, never block each other. */
type AttemptKind =
  | "login"
  | "address"
  | "reset"
  | "family"
  | "family-start"
  | "family-address"
  | "family-mail"
  | "new-family";

export interface AttemptCount {
  readonly failures: number;
  readonly windowStart: number;
}

/** What attempts are counted under: never the name or address itself. */
export async function subjectOf(kind: AttemptKind, value: string): Promise<string> {
  return `${kind}:${await sha256(new TextEncoder().encode(value))}`;
}

/**
 * Counts an attempt before it is judged, so that a hundred guesses at once are a hundred; one that turns out right is
 * taken back. The window begins with the first attempt.
 */
export function countAttempt(subject: string, nowMs: number): Query<AttemptCount> {
  const open = sql`(select max(window_start) from login_attempts
    where subject = ${subject} and window_start > ${nowMs - WINDOW_MS})`;
  return returning(
    sql`insert into ${loginAttempts} (subject, window_start, failures)
      values (${subject}, coalesce(${open}, ${nowMs}), 1)
      on conflict (subject, window_start) do update set failures = failures + 1`,
    { failures: loginAttempts.failures, windowStart: loginAttempts.windowStart },
  );
}

/** After the right password the name starts afresh; the address only gets its one attempt back. */
export function takeBackAttempts(loginSubject: string, addressSubject: string | null, nowMs: number): SQL[] {
  const forget = sql`delete from ${loginAttempts} where subject = ${loginSubject} or window_start <= ${nowMs - WINDOW_MS}`;
  const giveBack = sql`update ${loginAttempts} set failures = failures - 1
    where subject = ${addressSubject} and window_start > ${nowMs - WINDOW_MS} and failures > 0`;
  return addressSubject === null ? [forget] : [forget, giveBack];
}

/** @throws Limit `too_many_attempts` when the count is above the maximum */
export function refuseTooMany(count: AttemptCount | undefined, max: number, nowMs: number): void {
  if (!count || count.failures <= max) return;
  throw tooMany(Math.ceil((count.windowStart + WINDOW_MS - nowMs) / 1000));
}

export function tooMany(retryAfterSeconds: number): Limit {
  const minutes = Math.ceil(retryAfterSeconds / 60);
  const wait = minutes <= 1 ? "a minute" : `${minutes} minutes`;
  return new Limit(
    "too_many_attempts",
    `There were too many attempts. Wait ${wait}, or choose a new password with “Forgot your password?”.`,
    { retryAfterSeconds },
  );
}
