import { createMemo, Show } from "solid-js";
import { Button } from "./button.tsx";

type ProgressBarProps = {
  label: string;
  done: number;
  /** Null while it is not known yet. */
  total: number | null;
  startedAtMs?: number;
  onCancel?: () => void;
};

/** A rate from the first second or two is noise, and so is what would be left. */
const rateAfterMs = 2_000;

function timeLeft(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s left`;
  if (seconds < 3_600) return `${Math.round(seconds / 60)} min left`;
  return `${(seconds / 3_600).toFixed(1)} h left`;
}

export function ProgressBar(props: ProgressBarProps) {
  const pace = createMemo(() => {
    const elapsedMs = props.startedAtMs === undefined ? 0 : Date.now() - props.startedAtMs;
    if (elapsedMs < rateAfterMs || props.done === 0) return undefined;
    const perSecond = props.done / (elapsedMs / 1000);
    const left = props.total === null ? undefined : timeLeft((props.total - props.done) / perSecond);
    return {
      perSecond: perSecond < 10 ? perSecond.toFixed(1) : Math.round(perSecond).toLocaleString(),
      left,
    };
  });
  return (
    <div class="flex flex-col gap-1.5">
      <div class="flex items-baseline gap-3 tabular-nums">
        <span class="min-w-0 flex-1 truncate font-medium">{props.label}</span>
        <span class="text-sm text-ink-3">
          {props.done.toLocaleString()}
          <Show when={props.total !== null}> of {props.total?.toLocaleString()}</Show>
        </span>
      </div>
      <ProgressTrack label={props.label} done={props.done} total={props.total} />
      <div class="flex min-h-5 items-center gap-3 text-sm text-ink-3 tabular-nums">
        <span class="flex-1">
          <Show when={pace()}>
            {(known) => (
              <>
                {known().perSecond} a second{known().left ? ` · ${known().left}` : ""}
              </>
            )}
          </Show>
        </span>
        <Show when={props.onCancel}>
          <Button size="small" variant="quiet" onClick={() => props.onCancel?.()}>
            Cancel
          </Button>
        </Show>
      </div>
    </div>
  );
}

export function ProgressTrack(props: { label: string; done: number; total: number | null; class?: string }) {
  const share = () => (props.total ? Math.min(1, props.done / props.total) : undefined);
  return (
    <div
      class={`h-1 overflow-hidden rounded-full bg-line ${props.class ?? ""}`}
      role="progressbar"
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={props.total ?? undefined}
      aria-valuenow={props.total === null ? undefined : props.done}
    >
      <Show
        when={share() !== undefined}
        fallback={<div class="animate-sweep h-full w-2/5 rounded-full bg-accent" />}
      >
        <div
          class="h-full origin-left rounded-full bg-accent transition-transform duration-300 will-change-transform"
          style={{ transform: `scaleX(${share() ?? 0})` }}
        />
      </Show>
    </div>
  );
}
