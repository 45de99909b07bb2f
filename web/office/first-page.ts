import { lazy } from "solid-js";
import { portalBase } from "./account/account.ts";
import { rooms } from "./rooms.ts";

export const WelcomePage = lazy(() => import("./welcome/welcome-page.tsx"));

/** A slow connection shows the shell meanwhile. */
const shellAfterMs = 400;

/**
 * The script of the page that was asked for. The document asks for it together with the shell's, so it is there at
 * once, and both are drawn in one frame: a slow machine pays twice for two.
 */
export async function loadFirstPage(): Promise<void> {
  const [, room = "", ...rest] = location.pathname.slice(portalBase.length).replace(/\/+$/, "").split("/");
  const page = room === "" ? WelcomePage : rooms.find(({ path }) => path === `/${room}`)?.page;
  const late = new Promise((resolve) => setTimeout(resolve, shellAfterMs));
  // What fails here is asked for again, and told, when the page is opened.
  await Promise.race([page?.preload(rest.join("/")).catch(() => {}), late]);
}
