import "../shared/styles/base.css";
import { render } from "solid-js/web";
import { configureApi } from "../shared/api.ts";
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
writeAsHere();

const root = document.getElementById("app");
// Pages take what they share from this script: one that waited here for its page would wait for ever.
if (root) void loadFirstPage().then(() => render(() => <App />, root));
