import { api } from "../../shared/api.ts";
import { clearCache } from "../../shared/cache.ts";
import { storage } from "../../shared/session.ts";
import { showProblem } from "../../shared/toasts.ts";
import { portalBase } from "../account/account.ts";

/** A full page load at the end, so that nothing of the person stays in memory. */
export async function logOut(everywhere = false) {
  try {
    if (everywhere) await api.post("/session/end-all");
    else await api.delete("/session");
  } catch (cause) {
    showProblem(cause, "You are still signed in");
    return;
  }
  storage().wipe();
  clearCache();
  location.assign(`${portalBase}/login`);
}
