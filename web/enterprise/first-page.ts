import { rooms } from "./rooms.ts";
import { portalBase } from "./session.ts";

/** A slow connection shows the shell meanwhile. */
const shellAfterMs = 400;

/** The script of the page that was asked for, so that shell and page are drawn in one frame. */
export async function loadFirstPage(): Promise<void> {
  const [, room = ""] = location.pathname.slice(portalBase.length).split("/");
  const page = (room === "" ? rooms[0] : rooms.find(({ path }) => path === `/${room}`))?.page;
  const late = new Promise((resolve) => setTimeout(resolve, shellAfterMs));
  // What fails here is asked for again, and told, when the page is opened.
  await Promise.race([page?.preload().catch(() => {}), late]);
}
