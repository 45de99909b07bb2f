import "../shared/styles/base.css";
import "./family.css";
import { createEffect, createRoot } from "solid-js";
import { render } from "solid-js/web";
import { configureApi } from "../shared/api.ts";
import { firstProblem } from "../shared/first-data.ts";
import { apiBase, portalBase } from "./account.ts";
import { App } from "./app.tsx";
import { loadFirstPage } from "./first-page.ts";
import { followLanguage } from "./keep-language.ts";
import { isOfflineShell } from "./offline/is-offline.ts";
import { forgetSchedule } from "./offline/kept-schedule.ts";
import { registerServiceWorker } from "./offline/register.ts";
import { loadPortal, school, writeIn } from "./portal.ts";
import { me, setMe } from "./session.ts";
import { followOtherTabs } from "./shell/other-tabs.ts";
import { language, startLanguage } from "./words/language.ts";

configureApi({
  base: apiBase,
  onSessionEnded: () => {
    if (!me()) return;
    setMe(undefined);
    const next = location.pathname + location.search;
    location.assign(`${portalBase}/login?next=${encodeURIComponent(next)}`);
  },
});

const root = document.getElementById("app");
if (root) void start(root);

async function start(element: HTMLElement): Promise<void> {
  if (firstProblem === undefined) {
    await Promise.all([loadPortal(), loadFirstPage()]);
    startLanguage(school().language);
    createRoot(() => {
      createEffect(() => writeIn(language()));
      createEffect(followLanguage);
      // However a session ended: what is kept of a family ends with it.
      createEffect(() => !me() && !isOfflineShell && forgetSchedule(school().account.id));
    });
    followOtherTabs();
    registerServiceWorker();
  } else {
    // No school says which language it speaks.
    startLanguage(navigator.language.startsWith("es") ? "es" : "en");
  }
  render(() => <App />, element);
}
