import { createMemo } from "solid-js";
import { matchText, sameParts, type TextPart } from "../format/text-match.ts";

/** Marks what a search found: "nun" is found in "Núñez". */
export function Highlight(props: { text: string; search: string }) {
  // Most of a list is not touched by the next letter, and stays as it is.
  const parts = createMemo(() => matchText(props.text, props.search), undefined, { equals: sameParts });
  return <>{marked(parts())}</>;
}

function marked(parts: TextPart[]) {
  if (parts.length === 1 && !parts[0]?.matched) return parts[0]?.text;
  return parts.map(({ text, matched }) => (matched ? <mark>{text}</mark> : text));
}
