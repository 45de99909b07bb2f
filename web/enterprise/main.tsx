import "../shared/styles/base.css";
import { render } from "solid-js/web";
import type { EnterpriseMe } from "../../worker/enterprise/sessions/schemas.ts";
import { api, configureApi } from "../shared/api.ts";
import { firstProblem } from "../shared/first-data.ts";
import { App } from "./app.tsx";
import { loadFirstPage } from "./first-page.ts";
import { me, portalBase, setMe, writeAsHere } from "./session.ts";

configureApi({
  base: "/api/enterprise",
  onSessionEnded: () => {
    if (!me()) return;
    setMe(undefined);
    const next = location.pathname + location.search;
    location.assign(`${portalBase}/sign-in?ended=1&next=${encodeURIComponent(next)}`);
  },
});
const root = document.getElementById("app");
// Pages take what they share from this script: one that waited here for its page would wait for ever.
if (root) void Promise.all([knowWho(), loadFirstPage()]).then(() => render(() => <App />, root));

/** The document says who is signed in; a development server's does not. */
async function knowWho(): Promise<void> {
  const isOpen = /\/(sign-in|join)\b/.test(location.pathname);
  if (!me() && !isOpen && firstProblem === undefined) {
    setMe(await api.get<EnterpriseMe>("/session").catch(() => undefined));
  }
  writeAsHere();
}
