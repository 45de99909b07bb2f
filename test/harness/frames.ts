import type { Answer } from "./client.ts";

/** The lines of an answer that grew. */
// biome-ignore lint/suspicious/noExplicitAny: a test reads whatever was streamed.
export function framesOf(answer: Answer): any[] {
  return answer.text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}
