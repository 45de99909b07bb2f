import { api } from "../../shared/api.ts";
import { clearCache } from "../../shared/cache.ts";
import { storage } from "../../shared/session.ts";
import { showProblem } from "../../shared/toasts.ts";
import { portalBase } from "../account/account.ts";
import { kept, setLeaving } from "../attendance/queue/kept-count.ts";

/** Marks that were not sent yet stay on the device for their own person; whoever leaves some behind is told. */
export async function logOut(everywhere = false) {
  if (kept().waiting + kept().undecided > 0) setLeaving({ everywhere });
  else await endSession(everywhere);
}

/** A full page load at the end, so that nothing of the person stays in memory. */
export async function endSession(everywhere: boolean) {
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
