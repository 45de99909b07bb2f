import { Show } from "solid-js";
import type { ClassRow } from "../../../worker/domains/classes/shapes.ts";
import { Button } from "../../shared/ui/button.tsx";
import { ClassChoice } from "./class-choice.tsx";
import { focusAfter, focusSearch } from "./focus-flow.ts";
import { LevelDot } from "./level-dot.tsx";
import { slotsText } from "./words.ts";

type Slot = { weekday: number | null; startMinute: number | null };

type ChosenClassProps = {
  label: string;
  /** Undefined while it is looked for; its name and times may come later. */
  chosen: { name: string | undefined; color: string | null; slots: readonly Slot[] } | undefined;
  /** Openings of the search are those of this day. */
  on: string;
  except?: string;
  /** Who is to be put into it. */
  students: readonly string[];
  onChoose: (row: ClassRow | undefined) => void;
};

/** Which class: found by name, then shown with its times and a way to take another. */
export function ChosenClass(props: ChosenClassProps) {
  let part!: HTMLElement;
  return (
    <section ref={part} aria-label={props.label}>
      <Show
        when={props.chosen}
        fallback={
          <ClassChoice
            label={props.label}
            on={props.on}
            except={props.except}
            students={props.students}
            onChoose={(row) => {
              props.onChoose(row);
              focusAfter(part);
            }}
          />
        }
      >
        {(chosen) => (
          <div class="flex flex-col gap-1">
            <p class="font-medium">{props.label}</p>
            <div class="flex min-h-9 items-start gap-2.5 rounded-sm border border-line py-1.5 pr-1 pl-2.5">
              <LevelDot color={chosen().color} />
              <span class="min-w-0 flex-1">
                <span class="block font-book [overflow-wrap:anywhere]">
                  <bdi>{chosen().name ?? " "}</bdi>
                </span>
                <span class="block min-h-5 text-sm text-ink-3 tabular-nums">{slotsText(chosen().slots)}</span>
              </span>
              <Button
                size="small"
                variant="quiet"
                aria-label={`Change the ${props.label.toLowerCase()}`}
                onClick={() => {
                  props.onChoose(undefined);
                  focusSearch(part);
                }}
              >
                Change
              </Button>
            </div>
          </div>
        )}
      </Show>
    </section>
  );
}
