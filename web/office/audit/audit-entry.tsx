import { createSignal, createUniqueId, Show } from "solid-js";
import type { AuditEntry } from "../../../worker/domains/audit/schemas.ts";
import { formats } from "../../shared/formats.ts";
import { readable } from "../../shared/readable.ts";
import { ChevronRightIcon } from "../../shared/ui/icons.tsx";
import { Pill } from "../../shared/ui/pill.tsx";
import { EntryDetails } from "./entry-details.tsx";
import { UndoButton } from "./undo-button.tsx";
import { doorLabel } from "./words.ts";

/** One act as a line; pressing it shows each record before and after. */
export function AuditRowItem(props: { entry: AuditEntry }) {
  const [open, setOpen] = createSignal(false);
  const detailsId = createUniqueId();
  const entry = () => props.entry;
  const from = () =>
    [entry().via === "office" ? "" : doorLabel(entry().via), entry().ip].filter(Boolean).join(" · ");
  return (
    <div class="border-b border-line">
      <div class="relative flex items-start gap-3 px-4 hover:bg-hover/60 sm:px-6">
        <button
          type="button"
          data-entry
          class="flex min-w-0 flex-1 items-start gap-3 py-3 text-left outline-none after:absolute after:inset-0 after:-outline-offset-2 after:outline-accent focus-visible:after:outline-2"
          aria-expanded={open()}
          aria-controls={open() ? detailsId : undefined}
          onClick={() => setOpen(!open())}
        >
          <span
            class={`mt-0.5 text-ink-3 transition-transform duration-100 ${open() ? "rotate-90" : ""}`}
            aria-hidden="true"
          >
            <ChevronRightIcon />
          </span>
          <time
            class="w-16 flex-none text-ink-3 tabular-nums"
            dateTime={new Date(entry().at).toISOString()}
            title={formats().instant(entry().at, { dateStyle: "full", timeStyle: "long" })}
          >
            {formats().instant(entry().at, { timeStyle: "short" })}
          </time>
          <span class="grid min-w-0 flex-1 gap-x-4 md:grid-cols-[minmax(7rem,11rem)_minmax(0,1fr)_10rem]">
            <span class="truncate text-ink-2 max-md:order-2 max-md:text-sm max-md:text-ink-3">
              {entry().actorName}
              <span class="md:hidden">{from() && ` · ${from()}`}</span>
            </span>
            <span class="[overflow-wrap:anywhere]">
              <span class={entry().undoneBy === null ? "" : "text-ink-3 line-through"}>
                {readable(entry().summary)}
              </span>{" "}
              <Show when={entry().undoneBy !== null}>
                <Pill>Undone</Pill>
              </Show>
            </span>
            <span class="truncate text-right text-sm text-ink-3 max-md:hidden">{from()}</span>
          </span>
        </button>
        <span class="relative z-10 flex h-11 flex-none items-center justify-end md:w-20">
          <Show when={entry().canUndo}>
            <UndoButton quiet entry={entry()} invalidates={[""]} />
          </Show>
        </span>
      </div>
      <Show when={open()}>
        <EntryDetails id={detailsId} entry={entry()} />
      </Show>
    </div>
  );
}
