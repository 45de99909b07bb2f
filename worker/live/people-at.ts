import type { MessengerListener } from "./events.ts";
import { type HereFrame, messengerWord } from "./protocol.ts";

/** A person at one socket: who, from which number on they are told, and where they are. */
export interface PersonHere extends MessengerListener {
  readonly from: number;
  /** The conversation that they look at. */
  readonly at: string | null;
  readonly isTyping: boolean;
}

const MAX_WORD_LENGTH = 200;

/** Who looks at which conversation and who types there; it lives with the sockets and is nowhere stored. */
export class PeopleAt {
  readonly #state: DurableObjectState;
  readonly #known = new WeakMap<WebSocket, PersonHere>();

  constructor(state: DurableObjectState) {
    this.#state = state;
  }

  of(socket: WebSocket): PersonHere {
    const known = this.#known.get(socket) ?? (socket.deserializeAttachment() as PersonHere);
    this.#known.set(socket, known);
    return known;
  }

  welcome(socket: WebSocket, person: PersonHere): void {
    this.#known.set(socket, person);
    socket.serializeAttachment(person);
  }

  /** What the page says of its person; anything else is not heard. */
  hear(socket: WebSocket, message: string): void {
    if (message.length > MAX_WORD_LENGTH) return;
    const word = messengerWord.safeParse(parsed(message));
    if (!word.success) return;
    const person = this.of(socket);
    const { at, isTyping } = word.data;
    if (person.at === at && person.isTyping === isTyping) return;
    this.welcome(socket, { ...person, at, isTyping });
    if (person.at !== at) this.#tell(person.at);
    this.#tell(at);
  }

  leave(socket: WebSocket): void {
    const { at } = this.of(socket);
    this.#tell(at, socket);
  }

  #tell(conversationId: string | null, but?: WebSocket): void {
    if (conversationId === null) return;
    const there = this.#state
      .getWebSockets()
      .filter((socket) => socket !== but && this.of(socket).at === conversationId);
    const people = new Map<string, HereFrame["people"][number]>();
    for (const socket of there) {
      const { staffId: id, name, isTyping } = this.of(socket);
      people.set(id, { id, name, isTyping: isTyping || people.get(id)?.isTyping === true });
    }
    const frame: HereFrame = { kind: "here", conversationId, people: [...people.values()] };
    const text = JSON.stringify(frame);
    for (const socket of there) socket.send(text);
  }
}

function parsed(message: string): unknown {
  try {
    return JSON.parse(message);
  } catch {
    return null;
  }
}
