import type { Problem } from "./api-error.ts";

/** What the Worker put into the document: answers by API path, so that the first paint needs no second request. */
const element = document.getElementById("first-data");
const answers: Record<string, unknown> = element?.textContent ? JSON.parse(element.textContent) : {};

export const firstProblem = answers.problem as Problem | undefined;

/** Each answer is used once: when a page is visited again it must be asked for again. */
export function takeFirstData<T>(path: string): T | undefined {
  const answer = answers[path] as T | undefined;
  delete answers[path];
  return answer;
}
