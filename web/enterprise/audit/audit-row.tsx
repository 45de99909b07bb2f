import { createSignal, createUniqueId, For, Show } from "solid-js";
import type { EnterpriseAuditEntry } from "../../../worker/enterprise/audit/schemas.ts";
import { formats } from "../../shared/formats.ts";
import { ChevronRightIcon } from "../../shared/ui/icons.tsx";
import { fieldLabel, valueText } from "./words.ts";

type AuditRowProps = { entry: EnterpriseAuditEntry; groupName: (id: unknown) => string | undefined };

/** One act as a line; pressing it shows what was there before and what is there now. */
export function AuditRow(props: AuditRowProps) {
  const [open, setOpen] = createSignal(false);
  const detailsId = createUniqueId();
  const { entry } = props;
  const who = `${entry.userName}${entry.groupName ? ` · ${entry.groupName}` : ""}`;
  const changed = [
    ...new Set([...Object.keys(entry.before ?? {}), ...Object.keys(entry.after ?? {})]),
  ].filter((field) => JSON.stringify(entry.before?.[field]) !== JSON.stringify(entry.after?.[field]));
  const text = (field: string, value: unknown) =>
    /^(groupId|parentId)$/.test(field) ? (props.groupName(value) ?? valueText(value)) : valueText(value);
  return (
    <div class="border-b border-line">
      <button
        type="button"
        class="flex w-full items-start gap-3 px-4 py-3 text-left -outline-offset-2 hover:bg-hover/60 sm:px-6"
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
          dateTime={new Date(entry.at).toISOString()}
          title={formats().instant(entry.at, { dateStyle: "full", timeStyle: "long" })}
        >
          {formats().instant(entry.at, { timeStyle: "short" })}
        </time>
        <span class="grid min-w-0 flex-1 gap-x-4 md:grid-cols-[minmax(8rem,14rem)_minmax(0,1fr)]">
          <span class="truncate text-ink-2 max-md:order-2 max-md:text-sm max-md:text-ink-3">{who}</span>
          <span class="[overflow-wrap:anywhere]">{entry.summary}</span>
        </span>
      </button>
      <Show when={open()}>
        <div id={detailsId} class="px-4 pb-4 pl-11 sm:pl-13">
          <Show
            when={changed.length > 0}
            fallback={<p class="text-ink-3">There is nothing more to tell of it.</p>}
          >
            <dl class="grid grid-cols-[minmax(6rem,10rem)_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm">
              <For each={changed}>
                {(field) => (
                  <>
                    <dt class="text-ink-3">{fieldLabel(field)}</dt>
                    <dd class="[overflow-wrap:anywhere]">
                      <Show when={entry.before && field in entry.before}>
                        <span class="text-ink-3 line-through">{text(field, entry.before?.[field])}</span>{" "}
                      </Show>
                      <Show when={entry.after && field in entry.after}>
                        {text(field, entry.after?.[field])}
                      </Show>
                    </dd>
                  </>
                )}
              </For>
            </dl>
          </Show>
        </div>
      </Show>
    </div>
  );
}
