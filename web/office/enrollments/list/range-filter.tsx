import { createSignal, For, Show } from "solid-js";
import { isIsoDate } from "../../../../tenant-schema/dates.ts";
import { createForm } from "../../../shared/form.ts";
import { formats } from "../../../shared/formats.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { DateInput } from "../../../shared/ui/date-input.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { CalendarIcon, CheckIcon, ChevronDownIcon } from "../../../shared/ui/icons.tsx";
import { Popover } from "../../../shared/ui/popover.tsx";
import type { EnrollmentSearch } from "./enrollment-search.ts";
import type { Span } from "./range-presets.ts";

/** The days that the page is about: never none, so it looks unlike the filters that may be left out. */
export function RangeFilter(props: { search: EnrollmentSearch }) {
  const [open, setOpen] = createSignal(false);
  const days = () => {
    const { from, to } = props.search.span();
    return from === to ? formats().date(from) : `${formats().date(from)} – ${formats().date(to)}`;
  };
  const choose = (span: Span) => {
    props.search.setSpan(span);
    setOpen(false);
  };
  return (
    <Popover
      label="Days"
      open={open()}
      onOpenChange={setOpen}
      class="w-72"
      triggerClass="hit inline-flex h-7 items-center gap-1.5 rounded-full border border-line-strong bg-sheet px-3 font-medium whitespace-nowrap hover:bg-hover pointer-coarse:h-9"
      trigger={
        <>
          <CalendarIcon class="size-3.5 text-ink-3" />
          {props.search.preset()?.label ?? days()}
          <Show when={props.search.preset()}>
            <span class="font-regular text-ink-3 tabular-nums max-sm:hidden">{days()}</span>
          </Show>
          <ChevronDownIcon class="size-3.5 text-ink-3" />
        </>
      }
    >
      <ul class="flex flex-col">
        <For each={props.search.presets()}>
          {(preset) => (
            <li>
              <button
                type="button"
                class="flex min-h-8 w-full items-center gap-2 rounded-sm px-2 text-left hover:bg-hover pointer-coarse:min-h-11"
                aria-pressed={props.search.preset()?.id === preset.id}
                onClick={() => choose(preset.span)}
              >
                <span class="flex-1">{preset.label}</span>
                <Show when={props.search.preset()?.id === preset.id}>
                  <CheckIcon class="text-accent" />
                </Show>
              </button>
            </li>
          )}
        </For>
      </ul>
      <SpanForm initial={props.search.span()} onApply={choose} />
    </Popover>
  );
}

function SpanForm(props: { initial: Span; onApply: (span: Span) => void }) {
  const form = createForm<Span, Span>({
    initial: props.initial,
    schema: { "~standard": { validate: (value) => check(value as Span) } },
    send: async (span) => props.onApply(span),
  });
  return (
    <form
      class="mt-1 flex flex-col gap-3 border-t border-line px-2 pt-3 pb-1"
      noValidate
      onSubmit={form.submit}
    >
      <ErrorSummary form={form} />
      <DateInput field={form.field("from")} label="From" />
      <DateInput field={form.field("to")} label="To" />
      <Button type="submit" variant="primary">
        Show these days
      </Button>
    </form>
  );
}

function check(span: Span) {
  const issues = (["from", "to"] as const)
    .filter((key) => !isIsoDate(span[key]))
    .map((key) => ({ message: "Enter a day such as 3/14/2026", path: [key] }));
  if (issues.length === 0 && span.from > span.to) {
    issues.push({ message: "The first day is to be before the last", path: ["to"] });
  }
  return issues.length > 0 ? { issues } : { value: span };
}
