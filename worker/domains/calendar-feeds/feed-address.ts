import { hashToken, newToken } from "../staff-sessions/tokens.ts";

/** A new private address with what is kept of it. It names the account by id: names can change, subscriptions stay. */
export async function newFeedAddress(
  publicOrigin: string,
  accountId: string,
): Promise<{ readonly url: string; readonly tokenHash: string }> {
  const token = newToken();
  return { url: `${publicOrigin}/feeds/${accountId}/${token}.ics`, tokenHash: await hashToken(token) };
}

const FILE = /^([A-Za-z0-9_-]{43})\.ics$/;

/** The token of an address's last part; null when it is none of ours. */
export function tokenOf(file: string): string | null {
  return FILE.exec(file)?.[1] ?? null;
}
