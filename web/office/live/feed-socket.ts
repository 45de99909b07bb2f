import type { LiveFrame } from "../../../worker/live/protocol.ts";
import { invalidate } from "../../shared/cache.ts";
import { noteTaskFrame } from "../shell/tasks.ts";
import { setListening } from "./listening.ts";
import { isNewerThanPage, keepOpen } from "./live-socket.ts";

let lastSeq: number | undefined;

/** Keeps a socket to the account's feed open while somebody is signed in and the page is seen. */
export function keepListening(): void {
  keepOpen<LiveFrame>({
    path: "/live",
    lastSeq: () => lastSeq,
    onFrame: take,
    onLost: () => setListening(false),
  });
}

function take(frame: LiveFrame): void {
  switch (frame.kind) {
    case "hello":
      setListening(true);
      if (frame.missed) invalidate("");
      else if (lastSeq === undefined && isNewerThanPage(frame)) invalidate("/online-activity");
      // What is told again comes after this and counts on from where the page was.
      if (lastSeq === undefined || frame.missed) lastSeq = frame.seq;
      return;
    case "activity":
      invalidate("/online-activity");
      break;
    case "task":
      noteTaskFrame(frame);
      break;
  }
  lastSeq = frame.seq;
}
