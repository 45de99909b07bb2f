import { createSignal, Show } from "solid-js";
import type { ClassRow } from "../../../../worker/domains/classes/shapes.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { ClassChoice } from "../class-choice.tsx";
import { LevelDot } from "../level-dot.tsx";
import { slotsText } from "../words.ts";
import type { Enrollment } from "./enroll-state.ts";

/** Which class: found by name, then shown with its times and a way to take another. */
export function ClassPart(props: { enrollment: Enrollment }) {
  const { classId, choose, roster, form } = props.enrollment;
  const [row, setRow] = createSignal<ClassRow>();
  const name = () => row()?.name ?? roster.data()?.className;
  const slots = () => roster.data()?.slots ?? row()?.slots ?? [];
  return (
    <Show
      when={classId()}
      fallback={
        <ClassChoice
          label="Class"
          on={form.values.startsOn}
          onChoose={(chosen) => {
            setRow(chosen);
            choose(chosen.id);
          }}
        />
      }
    >
      <section class="flex flex-col gap-1" aria-label="Class">
        <p class="font-medium">Class</p>
        <div class="flex min-h-9 items-start gap-2.5 rounded-sm border border-line py-1.5 pr-1 pl-2.5">
          <LevelDot color={row()?.levelColor ?? null} />
          <span class="min-w-0 flex-1">
            <span class="block font-book [overflow-wrap:anywhere]">
              <bdi>{name() ?? " "}</bdi>
            </span>
            <span class="block min-h-5 text-sm text-ink-3 tabular-nums">{slotsText(slots())}</span>
          </span>
          <Button size="small" variant="quiet" onClick={() => choose(undefined)}>
            Change
          </Button>
        </div>
      </section>
    </Show>
  );
}
