import { Show } from "solid-js";
import type { ClassRow } from "../../../../worker/domains/classes/shapes.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { ClassChoice } from "../class-choice.tsx";
import { LevelDot } from "../level-dot.tsx";
import { slotsText } from "../words.ts";

type TargetClassProps = {
  row: ClassRow | undefined;
  on: string;
  except: string | undefined;
  onChoose: (row: ClassRow | undefined) => void;
};

/** The class that somebody is moved to. */
export function TargetClass(props: TargetClassProps) {
  return (
    <Show
      when={props.row}
      fallback={
        <ClassChoice label="New class" on={props.on} except={props.except} onChoose={props.onChoose} />
      }
    >
      {(row) => (
        <section class="flex flex-col gap-1" aria-label="New class">
          <p class="font-medium">New class</p>
          <div class="flex min-h-9 items-start gap-2.5 rounded-sm border border-line py-1.5 pr-1 pl-2.5">
            <LevelDot color={row().levelColor} />
            <span class="min-w-0 flex-1">
              <span class="block font-book [overflow-wrap:anywhere]">
                <bdi>{row().name}</bdi>
              </span>
              <span class="block text-sm text-ink-3 tabular-nums">{slotsText(row().slots)}</span>
            </span>
            <Button size="small" variant="quiet" onClick={() => props.onChoose(undefined)}>
              Change
            </Button>
          </div>
        </section>
      )}
    </Show>
  );
}
