import { type SQL, sql } from "drizzle-orm";
import { derivedToken, newToken } from "../staff-sessions/tokens.ts";

const VALID_MS = 5 * 60_000;

/**
 * A challenge that tells by itself whether it is ours, for whom and until when, so that showing the log-in page writes
 * nothing; it is written down when it is used. `purpose` names the account and what it is for.
 */
export async function newChallenge(pepper: string, purpose: string, nowMs: number): Promise<string> {
  const head = `${nowMs + VALID_MS}.${newToken()}`;
  return `${head}.${await derivedToken(pepper, `passkey/${purpose}/${head}`)}`;
}

export interface Challenge {
  /** As the browser signed it. */
  readonly encoded: string;
  readonly expiresAt: number;
}

/** The challenge that a browser answered, when it is ours for that purpose and in time. */
export async function answeredChallenge(
  pepper: string,
  purpose: string,
  clientData: string,
  nowMs: number,
): Promise<Challenge | null> {
  const encoded = challengeOf(clientData);
  const text = decoded(encoded);
  const [until = "", nonce = "", mac = ""] = text.split(".");
  const head = `${until}.${nonce}`;
  if (mac === "" || mac !== (await derivedToken(pepper, `passkey/${purpose}/${head}`))) return null;
  return Number(until) > nowMs ? { encoded, expiresAt: Number(until) } : null;
}

export function challengeUnused({ encoded }: Challenge): SQL {
  return sql`not exists (select 1 from passkey_challenges where challenge = ${encoded})`;
}

/** Notes a challenge as used; those that nobody could use any more are forgotten, so that only minutes are kept. */
export function spendChallenge({ encoded, expiresAt }: Challenge, loginId: string, nowMs: number): SQL[] {
  return [
    sql`delete from passkey_challenges where expires_at <= ${nowMs}`,
    sql`insert into passkey_challenges (challenge, login_id, created_at, expires_at)
      values (${encoded}, ${loginId}, ${nowMs}, ${expiresAt})`,
  ];
}

function challengeOf(clientData: string): string {
  try {
    const { challenge } = JSON.parse(decoded(clientData)) as { challenge?: unknown };
    return typeof challenge === "string" ? challenge : "";
  } catch {
    return "";
  }
}

function decoded(base64url: string): string {
  try {
    return atob(base64url.replace(/-/g, "+").replace(/_/g, "/"));
  } catch {
    return "";
  }
}
