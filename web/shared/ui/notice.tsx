import { type JSX, Show } from "solid-js";
import { CircleAlertIcon, CircleCheckIcon, InfoIcon, TriangleAlertIcon } from "./icons.tsx";

type NoticeProps = {
  tone: "bad" | "warn" | "good" | "plain";
  title?: string;
  /** It stands in a region that is there before it and announces whatever comes into it. */
  isInLiveRegion?: boolean;
  children?: JSX.Element;
};

const looks = {
  bad: { box: "bg-bad-soft", mark: "text-bad", icon: CircleAlertIcon },
  warn: { box: "bg-warn-soft", mark: "text-warn", icon: TriangleAlertIcon },
  good: { box: "bg-good-soft", mark: "text-good", icon: CircleCheckIcon },
  plain: { box: "bg-sunken", mark: "text-ink-3", icon: InfoIcon },
};

/** Something to know before going on; what went wrong is announced at once. */
export function Notice(props: NoticeProps) {
  const look = () => looks[props.tone];
  return (
    <div
      role={props.isInLiveRegion ? undefined : props.tone === "bad" ? "alert" : "status"}
      class={`flex gap-2.5 rounded-sm px-3 py-2.5 ${look().box}`}
    >
      <span class={`mt-0.5 ${look().mark}`}>{look().icon({})}</span>
      <div class="min-w-0 flex-1 [overflow-wrap:anywhere]">
        <Show when={props.title}>
          <p class={`font-semibold ${look().mark}`}>{props.title}</p>
        </Show>
        <div class="text-ink-2">{props.children}</div>
      </div>
    </div>
  );
}
