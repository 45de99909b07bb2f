import type { SendingFacts } from "../../../worker/domains/conversations/schemas.ts";

/** A snippet with its variables filled in; one that nobody knows stays as it is, so that it is seen before it is sent. */
export function filledIn(text: string, variables: SendingFacts["variables"]): string {
  return text.replace(/\[\[\s*([a-z]+)\s*\]\]/gi, (whole, name: string) => {
    const key = name.toLowerCase();
    return Object.hasOwn(variables, key) ? variables[key as keyof SendingFacts["variables"]] : whole;
  });
}
