import "../shared/styles/base.css";
import { render } from "solid-js/web";
import { configureApi } from "../shared/api.ts";
import { me } from "../shared/session.ts";
import { apiBase } from "./account/account.ts";
import { App } from "./app.tsx";
import { setSignedOut } from "./sign-in/signed-out.ts";

configureApi({
  base: apiBase,
  // Before anybody is signed in there is nothing to come back to; the shell itself leads to the log-in page.
  onSessionEnded: () => me() && setSignedOut(true),
});

const root = document.getElementById("app");
if (root) render(() => <App />, root);
