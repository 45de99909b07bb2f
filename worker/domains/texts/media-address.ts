import type { Env } from "../../env.ts";
import { derivedToken } from "../staff-sessions/tokens.ts";

/** A provider fetches what it sends within minutes, and may come back for a phone that was off. */
const VALID_MS = 3 * 24 * 60 * 60_000;

export interface MediaTicket {
  readonly accountId: string;
  readonly fileId: string;
  readonly expiresAtMs: number;
}

/** An address that shows one file to whoever has it, for three days. */
export async function mediaAddress(
  { PUBLIC_ORIGIN, PASSWORD_PEPPER }: Pick<Env, "PUBLIC_ORIGIN" | "PASSWORD_PEPPER">,
  { accountId, fileId, nowMs }: Omit<MediaTicket, "expiresAtMs"> & { readonly nowMs: number },
): Promise<string> {
  const ticket = { accountId, fileId, expiresAtMs: nowMs + VALID_MS };
  const token = await derivedToken(PASSWORD_PEPPER, purposeOf(ticket));
  return `${PUBLIC_ORIGIN}/webhooks/sms-media/${accountId}/${fileId}/${ticket.expiresAtMs}/${token}`;
}

/** Whether an address was made here and still holds. */
export async function isMediaTicket(
  { PASSWORD_PEPPER }: Pick<Env, "PASSWORD_PEPPER">,
  ticket: MediaTicket,
  token: string,
  nowMs: number,
): Promise<boolean> {
  return ticket.expiresAtMs > nowMs && (await derivedToken(PASSWORD_PEPPER, purposeOf(ticket))) === token;
}

function purposeOf({ accountId, fileId, expiresAtMs }: MediaTicket): string {
  return `text-media/${accountId}/${fileId}/${expiresAtMs}`;
}
