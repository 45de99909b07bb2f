import "../shared/styles/base.css";
import "./family.css";
import { render } from "solid-js/web";
import { configureApi } from "../shared/api.ts";
import { firstProblem } from "../shared/first-data.ts";
import { apiBase, portalBase } from "./account.ts";
import { App } from "./app.tsx";
import { loadFirstPage } from "./first-page.ts";
import { loadPortal, school } from "./portal.ts";
import { me, setMe } from "./session.ts";
import { startLanguage } from "./words/language.ts";

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
  }
  render(() => <App />, element);
}
