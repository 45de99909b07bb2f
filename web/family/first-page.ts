import { portalBase } from "./account.ts";
import { hasBegun } from "./landing/visit.ts";
import { isOfflineShell } from "./offline/is-offline.ts";
import { LandingPage, OfflinePage, roomAt } from "./rooms.ts";
import { me } from "./session.ts";

const shellAfterMs = 400;

/** The script of the page that was asked for, so that shell and page are drawn in one frame. */
export async function loadFirstPage(): Promise<void> {
  const path = location.pathname.slice(portalBase.length).replace(/\/+$/, "") || "/";
  const isStart = path === "/";
  // Whoever has been here goes on to the dashboard.
  const room = roomAt(isStart && (me() || hasBegun()) ? "/home" : path);
  const page = isOfflineShell ? OfflinePage : (room?.page ?? (isStart ? LandingPage : undefined));
  const late = new Promise((resolve) => setTimeout(resolve, shellAfterMs));
  // What fails here is asked for again, and told, when the page is opened.
  await Promise.race([page?.preload().catch(() => {}), late]);
}
