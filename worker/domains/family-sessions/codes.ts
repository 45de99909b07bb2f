import { type SQL, sql } from "drizzle-orm";
import { type Query, returning, select } from "../../../control-plane/query.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { loginCodes } from "../../../tenant-schema/portal.ts";
import { foldEmail } from "../../../tenant-schema/text.ts";
import type { Change } from "../../kernel/change.ts";
import type { Context } from "../../kernel/context.ts";
import { Precondition } from "../../kernel/errors.ts";
import { derivedCode, derivedToken, hashToken, newToken } from "../staff-sessions/tokens.ts";

const CODE_MS = 10 * 60_000;
const PROOF_MS = 60 * 60_000;
export const MAX_TRIES = 5;

/** The figures of a code, made again from its id whenever the mail is sent: neither outbox nor table holds them. */
export function figuresOf(pepper: string, accountId: string, codeId: string): Promise<string> {
  return derivedCode(pepper, `login-code/${accountId}/${codeId}`);
}

function hashOfCode(pepper: string, accountId: string, codeId: string, figures: string): Promise<string> {
  return derivedToken(pepper, `login-code-hash/${accountId}/${codeId}/${figures}`);
}

/** Adds a code for that address to a change; answers its id. */
export async function addCode(ctx: Context, change: Change, email: string, pepper: string): Promise<string> {
  const id = newId("loginCode", ctx.nowMs);
  const figures = await figuresOf(pepper, ctx.account.id, id);
  const hash = await hashOfCode(pepper, ctx.account.id, id, figures);
  change.also(insertCode(id, email, "sign_in", hash, ctx.nowMs, CODE_MS));
  return id;
}

interface TriedCode {
  readonly id: string;
  readonly codeHash: string;
}

/** Uses up one attempt of every code of that address that could still be right, and answers them. */
export function tryCodes(email: string, nowMs: number): Query<TriedCode> {
  return returning(
    sql`update ${loginCodes} set attempts = attempts + 1 where email_folded = ${foldEmail(email)}
      and purpose = 'sign_in' and used_at is null and expires_at > ${nowMs} and attempts < ${MAX_TRIES}`,
    { id: loginCodes.id, codeHash: loginCodes.codeHash },
  );
}

export async function rightCode(
  ctx: Context,
  tried: readonly TriedCode[],
  figures: string,
  pepper: string,
): Promise<TriedCode | undefined> {
  const hashes = await Promise.all(tried.map(({ id }) => hashOfCode(pepper, ctx.account.id, id, figures)));
  return tried.find((code, i) => code.codeHash === hashes[i]);
}

export function codeWrong(): Precondition {
  const message = "This is not the code, or it is too old. Look at the newest mail, or ask for another code.";
  return new Precondition("code_wrong", message, [{ path: "code", message }]);
}

/** The address is proved: no other code of it works any more. */
export function spendCodes(email: string, nowMs: number): SQL {
  return sql`update ${loginCodes} set used_at = ${nowMs} where email_folded = ${foldEmail(email)}
    and purpose = 'sign_in' and used_at is null`;
}

export function codeUnused(id: string): SQL {
  return sql`exists (select 1 from ${loginCodes} where id = ${id} and used_at is null)`;
}

/** A right code becomes a proof, good for an hour and once: for choosing a password or filling in a form. */
export async function newProof(
  email: string,
  nowMs: number,
): Promise<{ readonly proof: string; readonly statement: SQL }> {
  const id = newId("loginCode", nowMs);
  const token = newToken();
  const statement = insertCode(id, email, "verify", await hashToken(token), nowMs, PROOF_MS);
  return { proof: `${id}.${token}`, statement };
}

export interface Proof {
  readonly id: string;
  readonly email: string;
}

/** The address that a proof was given for, as a subquery can be asked of it. */
export async function proofQuery(proof: string, nowMs: number): Promise<Query<Proof>> {
  const [id = "", token = ""] = proof.split(".");
  const hash = await hashToken(token);
  return select(
    { id: loginCodes.id, email: loginCodes.emailFolded },
    sql`from ${loginCodes} where id = ${id} and purpose = 'verify' and code_hash = ${hash}
      and used_at is null and expires_at > ${nowMs}`,
  );
}

export function spendProof(change: Change, { id }: Proof, nowMs: number): void {
  change.guard("token_unused", codeUnused(id));
  change.also(sql`update ${loginCodes} set used_at = ${nowMs} where id = ${id}`);
}

export function proofUnusable(): Precondition {
  return new Precondition(
    "proof_unusable",
    "Too much time has passed since your code. Begin again with your e-mail; what you typed stays here.",
  );
}

function insertCode(
  id: string,
  email: string,
  purpose: "sign_in" | "verify",
  hash: string,
  nowMs: number,
  validMs: number,
): SQL {
  return sql`insert into ${loginCodes} (id, email_folded, purpose, code_hash, created_at, expires_at)
    values (${id}, ${foldEmail(email)}, ${purpose}, ${hash}, ${nowMs}, ${nowMs + validMs})`;
}
