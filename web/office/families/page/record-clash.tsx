import { For, Show } from "solid-js";
import { Button } from "../../../shared/ui/button.tsx";
import type { RecordForm } from "./record-drawer.tsx";

/** Both changed the same fields. What the other person wrote stands here, what I wrote stands in the form. */
export function RecordClash(props: { form: RecordForm; labels: Record<string, string> }) {
  const theirs = (field: string) => {
    const values = props.form.clash()?.theirs.values as Record<string, unknown> | undefined;
    return inWords(values?.[field]);
  };
  return (
    <Show when={props.form.clash()}>
      {(clash) => (
        <section aria-label="Changed meanwhile" class="rounded-sm border border-line-strong p-3">
          <p class="font-semibold">They changed the same, to:</p>
          <dl class="mt-1 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
            <For each={clash().fields}>
              {(field) => (
                <>
                  <dt class="text-ink-3">{props.labels[field] ?? field}</dt>
                  <dd class="[overflow-wrap:anywhere]">{theirs(field)}</dd>
                </>
              )}
            </For>
          </dl>
          <div class="mt-3 flex gap-2">
            <Button size="small" onClick={props.form.takeTheirs}>
              Take theirs
            </Button>
            <Button size="small" variant="primary" onClick={props.form.keepMine}>
              Keep mine
            </Button>
          </div>
        </section>
      )}
    </Show>
  );
}

function inWords(value: unknown): string {
  if (value === null || value === undefined || value === "") return "nothing";
  if (value === true) return "yes";
  if (value === false) return "no";
  if (Array.isArray(value)) return value.map(inWords).join(", ") || "nothing";
  if (typeof value === "object") {
    const { address, number } = value as { address?: string; number?: string };
    return address ?? number ?? Object.values(value).map(inWords).join(", ");
  }
  return String(value);
}
