import type { JSX } from "solid-js";

/** How many series can be told apart. */
const FILLS = 6;

const fillOf = (index: number) => `url(#money-fill-${index % FILLS})`;

/** Colour and pattern of each series, once a page; what is beside each other differs in both. */
export function Fills() {
  return (
    <svg class="absolute size-0" aria-hidden="true">
      <defs>
        <Fill index={0}>
          <rect class="fill-accent" width="8" height="8" />
        </Fill>
        <Fill index={1}>
          <rect class="fill-good-soft" width="8" height="8" />
          <path class="stroke-good" d="M-2 2l4-4M0 8l8-8M6 10l4-4" stroke-width="1.5" />
        </Fill>
        <Fill index={2}>
          <rect class="fill-warn" width="8" height="8" />
        </Fill>
        <Fill index={3}>
          <rect class="fill-accent-soft" width="8" height="8" />
          <path class="stroke-accent" d="M0 2h8M0 6h8" stroke-width="1.25" />
        </Fill>
        <Fill index={4}>
          <rect class="fill-good" width="8" height="8" />
        </Fill>
        <Fill index={5}>
          <rect class="fill-sunken" width="8" height="8" />
          <path class="fill-ink-3" d="M1 1h2v2h-2zM5 5h2v2h-2z" />
        </Fill>
        <Fill index="warn-soft">
          <rect class="fill-warn-soft" width="8" height="8" />
          <path class="stroke-warn" d="M2 0v8M6 0v8" stroke-width="1.25" />
        </Fill>
        <Fill index="bad">
          <rect class="fill-bad" width="8" height="8" />
        </Fill>
        <Fill index="bad-soft">
          <rect class="fill-bad-soft" width="8" height="8" />
          <path class="stroke-bad" d="M-2 6l4 4M0 0l8 8M6-2l4 4" stroke-width="1.5" />
        </Fill>
      </defs>
    </svg>
  );
}

function Fill(props: { index: number | string; children: JSX.Element }) {
  return (
    <pattern id={`money-fill-${props.index}`} width="8" height="8" patternUnits="userSpaceOnUse">
      {props.children}
    </pattern>
  );
}

/** Of the series of a chart; what failed looks the same everywhere. */
export function seriesFill(key: string, index: number): string {
  return key === "declined" ? "url(#money-fill-bad-soft)" : fillOf(index);
}

/** By how long it is due: the later, the heavier. */
export const agedFills = [
  fillOf(3),
  "url(#money-fill-warn-soft)",
  fillOf(2),
  "url(#money-fill-bad-soft)",
  "url(#money-fill-bad)",
] as const;

export function Swatch(props: { fill: string }) {
  return (
    <svg class="size-3 flex-none" viewBox="0 0 12 12" aria-hidden="true">
      <rect class="stroke-line-strong" width="12" height="12" rx="2" fill={props.fill} />
    </svg>
  );
}
