import { afterPaint } from "../../shared/after-paint.ts";
import { portalBase } from "../account.ts";

/** Lets the browser keep the portal's offline document; whoever cannot loses nothing else. */
export function registerServiceWorker(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  afterPaint(() => {
    const register = () =>
      void navigator.serviceWorker
        .register(`${portalBase}/service-worker.js`, { scope: portalBase, updateViaCache: "none" })
        .catch(() => {});
    if (document.readyState === "complete") register();
    else addEventListener("load", register, { once: true });
  });
}
