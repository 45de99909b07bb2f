import { keywordDot } from "../settings/keyword-chip.tsx";

/** The colour of a level; its name is always written beside it. */
export function LevelDot(props: { color: string | null }) {
  return (
    <span class={`mt-1.25 size-2.5 flex-none rounded-full ${keywordDot(props.color)}`} aria-hidden="true" />
  );
}
