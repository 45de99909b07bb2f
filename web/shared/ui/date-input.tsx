import { createEffect, createSignal, on, Show } from "solid-js";
import type { FormField } from "../form.ts";
import { formats } from "../formats.ts";
import { sharedWords } from "../words.ts";
import { Field, type FieldLabels } from "./field.tsx";
import { CalendarIcon } from "./icons.tsx";

type DateInputProps = FieldLabels & { field: FormField; autocomplete?: string; min?: string; max?: string };

const long = { dateStyle: "medium" } as const;

/**
 * The field holds "2019-03-14". People type "3/14/19", "14 mar 2019" or "today"; what was understood is shown back.
 * The browser's own calendar stays one click away.
 */
export function DateInput(props: DateInputProps) {
  const stored = () => String(props.field.value() ?? "");
  const shown = (date: string) => (/^\d{4}-/.test(date) ? formats().date(date, long) : date);
  const [typed, setTyped] = createSignal(shown(stored()));
  const understood = () => formats().parseDate(typed());
  let own = stored();
  let picker: HTMLInputElement | undefined;

  createEffect(
    on(stored, (date) => {
      if (date !== own) setTyped(shown(date));
    }),
  );

  const keep = (text: string, date: string | undefined) => {
    setTyped(text);
    own = date ?? text.trim();
    props.field.set(own);
  };

  return (
    <Field {...props}>
      {(attributes) => (
        <div class="relative">
          <input
            {...attributes}
            class="control pr-9 tabular-nums"
            type="text"
            autocomplete={props.autocomplete ?? "off"}
            placeholder={formats().date("2019-03-14", { dateStyle: "short" })}
            value={typed()}
            onInput={(event) =>
              keep(event.currentTarget.value, formats().parseDate(event.currentTarget.value))
            }
            onChange={() => understood() && setTyped(shown(understood() ?? ""))}
          />
          <Show when={understood() && shown(understood() ?? "") !== typed()}>
            <span
              class="pointer-events-none absolute inset-y-0 right-9 hidden items-center text-ink-3 sm:flex"
              aria-hidden="true"
            >
              {shown(understood() ?? "")}
            </span>
          </Show>
          <button
            type="button"
            class="absolute inset-y-0 right-0 grid w-9 place-items-center rounded-sm text-ink-3 hover:text-ink"
            aria-label={sharedWords().openCalendar(props.label)}
            onClick={() => picker?.showPicker()}
          >
            <CalendarIcon />
          </button>
          <input
            ref={picker}
            type="date"
            tabindex="-1"
            aria-label={sharedWords().calendarOf(props.label)}
            class="pointer-events-none absolute right-0 bottom-0 size-px opacity-0"
            min={props.min}
            max={props.max}
            value={understood() ?? ""}
            onInput={(event) => keep(shown(event.currentTarget.value), event.currentTarget.value)}
          />
        </div>
      )}
    </Field>
  );
}
