import { For, Show } from "solid-js";
import type { Mark, RollSheetStudent } from "../../../../worker/domains/attendance/shapes.ts";
import { CheckIcon } from "../../../shared/ui/icons.tsx";
import { Pill } from "../../../shared/ui/pill.tsx";
import { markWords, statusWords } from "../attendance-words.ts";
import { calledName, type Sheet } from "./sheet-state.ts";

const choices = [
  { status: "present", pressed: "aria-pressed:border-good aria-pressed:bg-good-soft aria-pressed:text-good" },
  { status: "absent", pressed: "aria-pressed:border-bad aria-pressed:bg-bad-soft aria-pressed:text-bad" },
  { status: "tardy", pressed: "aria-pressed:border-warn aria-pressed:bg-warn-soft aria-pressed:text-warn" },
] as const;

const face =
  "inline-flex h-8 min-w-0 items-center justify-center gap-1 rounded-sm border border-line-strong bg-sheet px-2.5 font-medium " +
  "text-ink-2 select-none hover:bg-hover disabled:pointer-events-none disabled:opacity-50 pointer-coarse:h-12 pointer-coarse:touch-manipulation";

type MarkButtonsProps = { sheet: Sheet; student: RollSheetStudent; mark: Mark; tabIndex: number };

/** Big enough for a thumb. Pressing the mark that stands takes it back. */
export function MarkButtons(props: MarkButtonsProps) {
  return (
    <Show when={props.sheet.isOpen()} fallback={<Shown mark={props.mark} />}>
      <fieldset class="grid grid-cols-3 gap-1.5 md:w-78">
        <legend class="sr-only">Mark of {calledName(props.student)}</legend>
        <For each={choices}>
          {({ status, pressed }) => (
            <button
              type="button"
              class={`${face} ${pressed}`}
              tabIndex={props.tabIndex}
              aria-pressed={props.mark.status === status}
              disabled={!props.sheet.may(status)}
              onClick={() => props.sheet.mark(props.student, props.mark.status === status ? "none" : status)}
            >
              <Show when={props.mark.status === status}>
                <CheckIcon />
              </Show>
              {statusWords[status]}
            </button>
          )}
        </For>
      </fieldset>
    </Show>
  );
}

export function ExcuseButton(props: MarkButtonsProps) {
  const mayExcuse = () => props.sheet.mayExcuse() && props.sheet.may("absent");
  return (
    <Show when={props.mark.status === "absent" && mayExcuse()}>
      <button
        type="button"
        class={`${face} w-full aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent`}
        tabIndex={props.tabIndex}
        aria-pressed={props.mark.isExcused}
        onClick={() => props.sheet.excuse(props.student)}
      >
        <Show when={props.mark.isExcused}>
          <CheckIcon />
        </Show>
        Excused
        <span class="sr-only"> absence of {calledName(props.student)}</span>
      </button>
    </Show>
  );
}

const tones = { present: "good", absent: "bad", tardy: "warn", none: "plain" } as const;

function Shown(props: { mark: Mark }) {
  return <Pill tone={tones[props.mark.status]}>{markWords(props.mark)}</Pill>;
}
