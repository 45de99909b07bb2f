import { For } from "solid-js";
import type { EnrollmentRow } from "../../../worker/domains/enrollments/shapes.ts";
import { Tooltip } from "../../shared/ui/tooltip.tsx";
import { badgesOf } from "./words.ts";

const looks: Record<string, string> = {
  isNew: "bg-accent-soft text-accent",
  isReturning: "bg-sunken text-ink-2",
  isPromotion: "bg-good-soft text-good",
  hasActiveSibling: "bg-sunken text-ink-2",
};

/** Marks beside a name; always for today, whatever days the list shows. */
export function StudentBadges(props: { row: Pick<EnrollmentRow, "badges"> }) {
  return (
    <For each={badgesOf(props.row)}>
      {(badge) => {
        const mark = (
          <span
            class={`inline-flex h-4.5 flex-none items-center rounded-full px-1.5 text-2xs font-medium ${looks[badge.key]}`}
          >
            {badge.label}
          </span>
        ) as HTMLElement;
        return (
          <>
            {mark}
            <Tooltip of={mark} label={badge.tip} />
          </>
        );
      }}
    </For>
  );
}
