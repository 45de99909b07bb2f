import { createUniqueId, For } from "solid-js";
import type { PlaceKind } from "../../../../worker/domains/enrollments/schemas.ts";
import type { EnrollmentOptions } from "../../../../worker/domains/enrollments/shapes.ts";
import { kindLabel } from "../words.ts";
import type { Enrollment } from "./enroll-state.ts";

const notes: Record<PlaceKind, string> = {
  active: "Every week",
  trial: "One day, free",
  makeup: "One day, uses no token",
  single_day: "One day, paid",
};

const kinds = ["active", "trial", "single_day", "makeup"] as const;

/** A makeup that pays with a token is booked where the tokens are; here only those who may go without one. */
export function KindPart(props: { enrollment: Enrollment; options: EnrollmentOptions | undefined }) {
  const name = createUniqueId();
  const { form } = props.enrollment;
  const offered = () =>
    kinds.filter(
      (kind) => kind !== "makeup" || form.values.kind === "makeup" || props.options?.mayBookWithoutToken,
    );
  return (
    <fieldset>
      <legend class="mb-1 font-medium">Type</legend>
      <div class="grid grid-cols-2 gap-2 sm:grid-cols-[repeat(auto-fit,minmax(6.5rem,1fr))]">
        <For each={offered()}>
          {(kind) => (
            <label class="flex min-w-0 flex-col rounded-sm border border-line-strong px-2.5 py-1.5 has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent hover:bg-hover has-checked:hover:bg-accent-soft pointer-coarse:py-2.5">
              <input
                type="radio"
                name={name}
                class="sr-only"
                checked={form.values.kind === kind}
                onChange={() => props.enrollment.setKind(kind)}
              />
              <span class="truncate font-medium">{kindLabel(kind, props.options?.singleDayLabel)}</span>
              <span class="text-sm text-ink-3">{notes[kind]}</span>
            </label>
          )}
        </For>
      </div>
    </fieldset>
  );
}
