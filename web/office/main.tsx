import "../shared/styles/base.css";
import { render } from "solid-js/web";
import { configureApi } from "../shared/api.ts";
import { me } from "../shared/session.ts";
import { apiBase, enterprisePortal } from "./account/account.ts";
import { App } from "./app.tsx";
import { loadFirstPage } from "./first-page.ts";
import { setSignedOut } from "./sign-in/signed-out.ts";

configureApi({
  base: apiBase,
  // Before anybody is signed in there is nothing to come back to; the shell itself leads to the log-in page.
  onSessionEnded: () => {
    // Whoever came from the enterprise portal has no password here: what ended, ended there.
    if (me()?.enterprise) location.assign(enterprisePortal);
    else if (me()) setSignedOut(true);
  },
});

const root = document.getElementById("app");
// Pages take what they share from this script: one that waited here for its page would wait for ever.
if (root) void loadFirstPage().then(() => render(() => <App />, root));
