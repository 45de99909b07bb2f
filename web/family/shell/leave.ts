import { api } from "../../shared/api.ts";
import { showProblem } from "../../shared/toasts.ts";
import { portalBase } from "../account.ts";
import { forgetSchedule } from "../offline/kept-schedule.ts";
import { school } from "../portal.ts";
import { tellOtherTabs } from "./other-tabs.ts";

/** Ends the session; what this browser kept of the family goes with it, also when the server cannot be reached. */
export async function leave(everywhere = false): Promise<void> {
  forgetSchedule(school().account.id);
  await orTell(async () => {
    if (everywhere) await api.post("/session/end-all");
    else await api.delete("/session");
    tellOtherTabs();
    // A document of its own, so that nothing of the family is left in memory.
    location.assign(`${portalBase}/home`);
  });
}

/** To another of the families that the log-in opens. */
export async function switchTo(familyId: string): Promise<void> {
  await orTell(async () => {
    await api.post("/session/family", { familyId });
    forgetSchedule(school().account.id);
    tellOtherTabs();
    location.assign(`${portalBase}/home`);
  });
}

async function orTell(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (cause) {
    showProblem(cause);
  }
}
