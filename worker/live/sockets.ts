import { LISTENER_HEADER } from "./events.ts";
import { CLOSE_SESSION_ENDED, CLOSE_TOO_MANY } from "./protocol.ts";

// What the objects that keep sockets have in common.

const SOCKETS_PER_PERSON = 12;

/** Somebody whom the Worker let in and who asks for a socket; null: nobody is. */
export function listenerOf<L>(request: Request): L | null {
  if (request.headers.get("upgrade") !== "websocket") return null;
  return JSON.parse(request.headers.get(LISTENER_HEADER) ?? "null") as L | null;
}

export const socketsOnly = () => new Response("This answers sockets only", { status: 426 });

/** The last number that a socket's owner knows of. */
export function afterOf(request: Request): number | null {
  const after = new URL(request.url).searchParams.get("after");
  return after === null ? null : Number(after);
}

/** A new socket of somebody; the oldest of too many makes room. */
export function openSocket(state: DurableObjectState, personId: string) {
  const { 0: client, 1: server } = new WebSocketPair();
  const own = state.getWebSockets(personId);
  for (const socket of own.slice(0, Math.max(0, own.length - SOCKETS_PER_PERSON + 1)))
    socket.close(CLOSE_TOO_MANY, "Opened elsewhere");
  state.acceptWebSocket(server, [personId]);
  return { client, server };
}

export function endSocket(socket: WebSocket): void {
  socket.close(CLOSE_SESSION_ENDED, "The session has ended");
}
