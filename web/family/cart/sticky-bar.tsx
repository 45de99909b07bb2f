import type { JSX } from "solid-js";

/** The sum and the one thing to do, always within reach of a thumb: above the tabs of a phone, else at the bottom. */
export function StickyBar(props: { label: string; amount: string; children: JSX.Element }) {
  return (
    <div class="sticky-bar sticky bottom-(--tabs) z-10 -mx-4 mt-4 flex items-center gap-4 border-t border-line bg-sheet px-4 py-3 md:bottom-0 md:mx-0 md:rounded-lg md:border">
      <p class="min-w-0 flex-1 leading-tight">
        <span class="block text-sm text-ink-3">{props.label}</span>
        <span class="text-lg font-bold tabular-nums">{props.amount}</span>
      </p>
      {props.children}
    </div>
  );
}
