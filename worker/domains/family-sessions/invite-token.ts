import { derivedToken } from "../staff-sessions/tokens.ts";

/** The token of an invitation, made again from it whenever the mail is sent; sent anew, it is another one. */
export function inviteToken(
  pepper: string,
  accountId: string,
  id: string,
  expiresAt: number,
): Promise<string> {
  return derivedToken(pepper, `family-invite/${accountId}/${id}/${expiresAt}`);
}
