import { Show } from "solid-js";
import { Checkbox } from "../../../shared/ui/checkbox.tsx";
import { ObstacleList } from "../obstacle-list.tsx";
import type { Enrollment } from "./enroll-state.ts";

/** Against the rules, with the right to do so: said, ticked and reasoned. */
export function AnywayPart(props: { enrollment: Enrollment }) {
  const { form, verdict } = props.enrollment;
  return (
    <Show when={verdict().warnings.length > 0}>
      <div class="flex flex-col gap-2">
        <ObstacleList tone="warn" title="Against the rules of the class" obstacles={verdict().warnings} />
        <Checkbox field={form.field("anyway")} label="Enroll all the same" />
      </div>
    </Show>
  );
}
