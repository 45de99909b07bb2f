import "./keyword-colors.css";
import { Show } from "solid-js";

/** The nine colours of keywords, as classes that exist in every theme (keyword-colors.css). */
export const keywordDot = (color: string | null) => `keyword-dot keyword-${color ?? "gray"}`;

export function KeywordChip(props: { label: string; color: string | null; onPress?: () => void }) {
  const face = () => (
    <>
      <span class={`size-2.5 flex-none rounded-full ${keywordDot(props.color)}`} aria-hidden="true" />
      <span class="truncate">{props.label}</span>
    </>
  );
  const look =
    "inline-flex h-8 max-w-full items-center gap-2 rounded-full border border-line-strong bg-sheet px-3 font-medium pointer-coarse:h-11";
  return (
    <Show when={props.onPress} fallback={<span class={look}>{face()}</span>}>
      <button type="button" class={`${look} hover:bg-hover`} onClick={() => props.onPress?.()}>
        {face()}
      </button>
    </Show>
  );
}
