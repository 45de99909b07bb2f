import type { Problem } from "./api-error.ts";

/** What the Worker put into the document: answers by API path, so that the first paint needs no second request. */
const element = document.getElementById("first-data");
const given: Record<string, unknown> = element?.textContent ? JSON.parse(element.textContent) : {};
const answers = Object.fromEntries(Object.entries(given).map(([path, answer]) => [inOrder(path), answer]));

export const firstProblem = answers.problem as Problem | undefined;

/** Each answer is used once: when a page is visited again it must be asked for again. */
export function takeFirstData<T>(path: string): T | undefined {
  const key = inOrder(path);
  const answer = answers[key] as T | undefined;
  delete answers[key];
  return answer;
}

/** The same question, in whatever order its parameters stand. */
function inOrder(path: string): string {
  const [address = "", query] = path.split("?");
  if (!query) return address;
  const parameters = new URLSearchParams(query);
  parameters.sort();
  return `${address}?${parameters}`;
}
