import { portalBase } from "../account.ts";
import { me } from "../session.ts";

/** Where somebody who has something to accept may be all the same. */
const OPEN = ["/policies", "/login", "/reset-password", "/switch-family"];

/** Whether the family must accept something before it sees this page; the server refuses its writes anyway. */
export function isHeldBack(pathname: string): boolean {
  if (!me()?.policiesDue) return false;
  const path = pathname.slice(portalBase.length);
  return !OPEN.some((open) => path === open || path.startsWith(`${open}/`));
}
