import { createUniqueId, Show } from "solid-js";
import type { EnrollPreview } from "../../../../worker/domains/enrollments/shapes.ts";
import { Checkbox } from "../../../shared/ui/checkbox.tsx";
import type { Enrollment } from "./enroll-state.ts";

/** No place for everybody: the waitlist, or beyond capacity for those who may. */
export function FullChoice(props: { enrollment: Enrollment; data: EnrollPreview }) {
  const { form, verdict } = props.enrollment;
  const name = createUniqueId();
  const isGroup = () => props.data.students.length > 1;
  const someFit = () => isGroup() && props.data.openings > 0;
  const position = () => props.data.students.find(({ waitPosition }) => waitPosition !== null)?.waitPosition;
  const title = () => {
    if (someFit()) return `Places for ${props.data.openings} of ${props.data.students.length}`;
    return props.data.queueLength > 0
      ? `Full, and ${props.data.queueLength} wait already`
      : "The class is full";
  };
  const waitText = () => {
    if (someFit()) return "Enroll those who fit, in this order; the others can join the waitlist next";
    return isGroup()
      ? `Join the waitlist from position ${position()}`
      : `Join the waitlist at position ${position()}`;
  };
  return (
    <Show when={verdict().isFull && !verdict().isRefused}>
      <fieldset class="rounded-sm bg-warn-soft px-3 py-2.5">
        <legend class="contents">
          <span class="block font-semibold text-warn">{title()}</span>
        </legend>
        <Choice
          name={name}
          label={waitText()}
          note={someFit() ? undefined : "A place that becomes free is kept for whoever waits, in order."}
          checked={form.values.whenFull === "wait" || !props.data.mayOverride}
          onChoose={() => form.set("whenFull", "wait")}
        />
        <Show when={props.data.mayOverride}>
          <Choice
            name={name}
            label="Enroll beyond capacity"
            checked={form.values.whenFull === "exceed"}
            onChoose={() => form.set("whenFull", "exceed")}
          />
        </Show>
        <Show when={isGroup() && !someFit() && form.values.whenFull === "wait"}>
          <div class="mt-1 border-t border-line pt-1">
            <Checkbox
              field={form.field("waitsForSiblings")}
              label="Siblings only come together"
              description="They are offered places only when there is one for each of them."
            />
          </div>
        </Show>
      </fieldset>
    </Show>
  );
}

type ChoiceProps = {
  name: string;
  label: string;
  note?: string;
  checked: boolean;
  onChoose: () => void;
};

function Choice(props: ChoiceProps) {
  return (
    <label class="flex min-h-8 items-start gap-2.5 py-1 pointer-coarse:py-2.5">
      <input
        type="radio"
        name={props.name}
        class="mt-0.5 size-4 flex-none"
        checked={props.checked}
        onChange={() => props.onChoose()}
      />
      <span>
        {props.label}
        <Show when={props.note}>
          <span class="block text-sm text-ink-2">{props.note}</span>
        </Show>
      </span>
    </label>
  );
}
