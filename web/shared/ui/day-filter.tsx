import { useSearchParams } from "@solidjs/router";
import { createSignal, Show } from "solid-js";
import { createForm } from "../form.ts";
import { formats } from "../formats.ts";
import { Button } from "./button.tsx";
import { DateInput } from "./date-input.tsx";
import { ErrorSummary } from "./error-summary.tsx";
import { chipTrigger, FilterChip, unsetChip } from "./filter-chip.tsx";
import { ChevronDownIcon } from "./icons.tsx";
import { Popover } from "./popover.tsx";

type Span = { from: string; to: string };

const isDate = (text: string) => text === "" || /^\d{4}-\d{2}-\d{2}$/.test(text);

/** From a day to a day, both of them included. */
export function DayFilter() {
  const [params, setParams] = useSearchParams<Partial<Span>>();
  const [open, setOpen] = createSignal(false);
  const isSet = () => Boolean(params.from || params.to);
  const text = () => {
    // An address can say anything; what is no day stands as it is, to be taken away.
    const day = (date: string) => (Number.isNaN(Date.parse(date)) ? date : formats().date(date));
    if (params.from && params.to) return `${day(params.from)} to ${day(params.to)}`;
    return params.from ? `Since ${day(params.from)}` : `Until ${day(params.to ?? "")}`;
  };
  return (
    <FilterChip label="Days" set={isSet()} onRemove={() => setParams({ from: undefined, to: undefined })}>
      <Popover
        label="Days"
        open={open()}
        onOpenChange={setOpen}
        class="w-72"
        triggerClass={isSet() ? chipTrigger : unsetChip}
        trigger={
          <Show
            when={isSet()}
            fallback={
              <>
                Days <ChevronDownIcon class="size-3.5 text-ink-3" />
              </>
            }
          >
            {text()}
          </Show>
        }
      >
        <SpanForm
          initial={{ from: params.from ?? "", to: params.to ?? "" }}
          onApply={(span) => {
            setParams({ from: span.from || undefined, to: span.to || undefined });
            setOpen(false);
          }}
        />
      </Popover>
    </FilterChip>
  );
}

function SpanForm(props: { initial: Span; onApply: (span: Span) => void }) {
  const form = createForm<Span, Span>({
    initial: props.initial,
    schema: {
      "~standard": {
        validate: (value) => {
          const span = value as Span;
          const issues = (["from", "to"] as const)
            .filter((key) => !isDate(span[key]))
            .map((key) => ({ message: "Enter a day such as 3/14/2026", path: [key] }));
          return issues.length > 0 ? { issues } : { value: span };
        },
      },
    },
    send: async (span) => props.onApply(span),
  });
  return (
    <form class="flex flex-col gap-3 p-2" noValidate onSubmit={form.submit}>
      <ErrorSummary form={form} />
      <DateInput field={form.field("from")} label="From" optional />
      <DateInput field={form.field("to")} label="To" optional />
      <Button type="submit" variant="primary">
        Apply
      </Button>
    </form>
  );
}
