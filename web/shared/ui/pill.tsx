import type { JSX } from "solid-js";

export type PillTone = "good" | "warn" | "bad" | "accent" | "plain";

const tones: Record<PillTone, string> = {
  good: "bg-good-soft text-good",
  warn: "bg-warn-soft text-warn",
  bad: "bg-bad-soft text-bad",
  accent: "bg-accent-soft text-accent",
  plain: "bg-sunken text-ink-2",
};

const shape =
  "inline-flex h-5.5 max-w-full items-center gap-1.5 justify-self-start whitespace-nowrap rounded-full px-2 text-xs font-medium";

const dotted = "before:size-1.5 before:flex-none before:rounded-full before:bg-current";

export function Pill(props: { tone?: PillTone; dot?: boolean; children: JSX.Element }) {
  return (
    <span class={`${shape} truncate ${tones[props.tone ?? "plain"]}`}>
      {props.dot && <span class="size-1.5 flex-none rounded-full bg-current" />}
      {props.children}
    </span>
  );
}

const statuses: Record<string, { label: string; tone: PillTone }> = {
  active: { label: "Active", tone: "good" },
  inactive: { label: "Inactive", tone: "plain" },
  suspended: { label: "Suspended", tone: "bad" },
  pending: { label: "Pending", tone: "warn" },
};

/** The standing of a family, student or staff member: the same word and colour everywhere. */
export function StatusPill(props: { status: string }) {
  const status = () => statuses[props.status] ?? { label: props.status, tone: "plain" as const };
  // Not a Pill: every row of a list has one of these, so its dot is no element of its own, and nothing is cut off.
  return <span class={`${shape} ${dotted} ${tones[status().tone]}`}>{status().label}</span>;
}
