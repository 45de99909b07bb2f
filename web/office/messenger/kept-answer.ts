import { storage } from "../../shared/session.ts";

const keyFor = (id: string) => `answer:${id}`;

/** An answer half written waits in its conversation while others are looked at, and when the page is loaded again. */
export const keptAnswer = (id: string) => storage().get<string>(keyFor(id)) ?? "";

export function keepAnswer(id: string, body: string): void {
  if (body === "") storage().remove(keyFor(id));
  else storage().set(keyFor(id), body);
}
