import type { HereFrame, MessengerFrame, MessengerWord } from "../../../worker/live/protocol.ts";
import { invalidate } from "../../shared/cache.ts";
import { isNewerThanPage, keepOpen, type LiveSocket } from "../live/live-socket.ts";
import { setPeopleHere } from "./here.ts";

/** News that come close together are asked for once. */
const gatherMs = 120;

let lastSeq: number | undefined;
let socket: LiveSocket | undefined;
let word: MessengerWord = { at: null, isTyping: false };
let isGathering = false;
const changed = new Set<string>();

/** Keeps a socket to the Messenger Center open; what is told is asked for, by whoever shows it. */
export function keepMessenger(): void {
  socket ??= keepOpen<MessengerFrame>({
    path: "/messenger-live",
    lastSeq: () => lastSeq,
    onFrame: take,
    onLost: () => setPeopleHere([]),
  });
}

/** Tells the others where this person is, and whether they type. */
export function say(next: MessengerWord): void {
  if (next.at === word.at && next.isTyping === word.isTyping) return;
  word = next;
  socket?.send(JSON.stringify(word));
}

function take(frame: MessengerFrame): void {
  switch (frame.kind) {
    case "hello":
      if (frame.missed || (lastSeq === undefined && isNewerThanPage(frame))) invalidate("/messenger");
      if (lastSeq === undefined || frame.missed) lastSeq = frame.seq;
      // The other end begins anew with every socket, and must hear where we are.
      socket?.send(JSON.stringify(word));
      return;
    case "here":
      noteHere(frame);
      return;
    case "news":
      for (const { conversationId } of frame.items) changed.add(conversationId);
      lastSeq = frame.items.at(-1)?.seq ?? lastSeq;
      if (!isGathering) setTimeout(refresh, gatherMs);
      isGathering = true;
  }
}

function noteHere(frame: HereFrame): void {
  if (frame.conversationId === word.at) setPeopleHere(frame.people);
}

function refresh(): void {
  isGathering = false;
  const paths = [...changed].map((id) => `/messenger/conversations/${id}`);
  changed.clear();
  invalidate("/messenger?", "/messenger/unread", ...paths);
}
