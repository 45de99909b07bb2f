import { formats } from "./formats.ts";

export type Issue = {
  message: string;
  path?: readonly (PropertyKey | { key: PropertyKey })[];
  code?: string;
  expected?: string;
  origin?: string;
  minimum?: number | bigint;
  maximum?: number | bigint;
};

/** What the library of the schemas says in a browser, where a schema has no words of its own. */
const wordless = "Invalid input";
/** What a limit counts; a number counts itself. */
const counted: Readonly<Record<string, string>> = { string: " characters", array: " entries" };

/** The words of a schema, or what a person would say of its limit. */
export function plainMessage(issue: Issue): string {
  const limit = (value: number | bigint | undefined) =>
    `${formats().number(Number(value))}${counted[issue.origin ?? ""] ?? ""}`;
  if (issue.message !== wordless) return issue.message;
  if (issue.code === "too_small") return `At least ${limit(issue.minimum)}`;
  if (issue.code === "too_big") return `At most ${limit(issue.maximum)}`;
  if (issue.expected === "int") return "Enter a whole number";
  if (issue.expected === "number") return "Enter a number";
  return issue.message;
}
