import { portalBase } from "./account.ts";
import { HomePage, rooms } from "./rooms.ts";

const shellAfterMs = 400;

/** The script of the page that was asked for, so that shell and page are drawn in one frame. */
export async function loadFirstPage(): Promise<void> {
  const path = location.pathname.slice(portalBase.length).replace(/\/+$/, "") || "/";
  const room = rooms.find((candidate) => path === candidate.path || path.startsWith(`${candidate.path}/`));
  const page = path === "/" ? HomePage : room?.page;
  const late = new Promise((resolve) => setTimeout(resolve, shellAfterMs));
  // What fails here is asked for again, and told, when the page is opened.
  await Promise.race([page?.preload().catch(() => {}), late]);
}
