import { createUniqueId, For, Show } from "solid-js";
import { lastDayOfMonth } from "../../../../tenant-schema/dates.ts";
import type { FormField } from "../../../shared/form.ts";
import { formats } from "../../../shared/formats.ts";
import { DateInput } from "../../../shared/ui/date-input.tsx";
import { dayText } from "../words.ts";

export type LastDayChoice = "today" | "month" | "other";

export const lastDayOf = (choice: LastDayChoice, other: string) => {
  const today = formats().today();
  if (choice === "other") return other;
  return choice === "today" ? today : lastDayOfMonth(today);
};

type LastDayProps = { choice: FormField; other: FormField };

/** Today, the end of the month or any other day, with one key each. */
export function LastDay(props: LastDayProps) {
  const name = createUniqueId();
  const choices = () => [
    { value: "today", label: "Today", hint: dayText(formats().today()) },
    { value: "month", label: "End of the month", hint: dayText(lastDayOfMonth(formats().today())) },
    { value: "other", label: "Another day", hint: "" },
  ];
  return (
    <fieldset class="flex flex-col">
      <legend class="mb-1 font-medium">Last day</legend>
      <For each={choices()}>
        {({ value, label, hint }) => (
          <label class="flex min-h-8 items-center gap-2.5 pointer-coarse:min-h-11">
            <input
              type="radio"
              name={name}
              class="size-4"
              checked={props.choice.value() === value}
              onChange={() => props.choice.set(value)}
            />
            {label}
            <span class="text-ink-3 tabular-nums">{hint}</span>
          </label>
        )}
      </For>
      <Show when={props.choice.value() === "other"}>
        <div class="pt-1 pl-6.5">
          <DateInput field={props.other} label="Last day" hideLabel />
        </div>
      </Show>
    </fieldset>
  );
}
