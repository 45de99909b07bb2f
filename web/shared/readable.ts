import { formats } from "./formats.ts";

/** What the server says in a sentence names days as 2026-11-27; here they look like all others. */
export const readable = (text: string) =>
  text.replace(/\b\d{4}-\d{2}-\d{2}\b/g, (day) => formats().date(day));
