import { createSignal, For, Show } from "solid-js";
import type { TemplatePreview } from "../../../../worker/domains/mail-templates/schemas.ts";
import { createQuery } from "../../../shared/query.ts";
import { can } from "../../../shared/session.ts";
import { Button } from "../../../shared/ui/button.tsx";

type FamilyHit = { id: string; name: string; guardianName: string | null };
const SHOWN = 5;
const SHORTEST = 2;

/** The mail as one family would receive it: found by name, shown as plain text. */
export function PreviewFor(props: { onFamily: (familyId: string) => void; preview?: TemplatePreview }) {
  const [term, setTerm] = createSignal("");
  const families = createQuery<{ rows: FamilyHit[] }>(() =>
    term().trim().length < SHORTEST ? undefined : `/families?q=${encodeURIComponent(term().trim())}`,
  );
  const isNobody = () => families.data()?.rows.length === 0;
  return (
    <div class="flex flex-col gap-3">
      <Show when={can("families")}>
        <label class="flex flex-col gap-1.5">
          <span class="font-medium">Preview for a family</span>
          <input
            type="search"
            class="control"
            placeholder="Name of the family"
            autocomplete="off"
            value={term()}
            onInput={(event) => setTerm(event.currentTarget.value)}
          />
        </label>
        <div class="flex flex-wrap gap-2">
          <For each={families.data()?.rows.slice(0, SHOWN)}>
            {(family) => (
              <Button size="small" onClick={() => props.onFamily(family.id)}>
                {family.guardianName ?? family.name}
              </Button>
            )}
          </For>
          <p role="status" class="text-sm text-ink-3">
            {isNobody() ? `No family matches “${term().trim()}”.` : families.error()?.message}
          </p>
        </div>
      </Show>
      <Show when={props.preview}>
        {(preview) => (
          <section
            class="rounded-md border border-line bg-sunken p-4"
            aria-label="Preview"
            aria-live="polite"
          >
            <p class="text-sm text-ink-3">
              {preview().familyName === null
                ? "With examples"
                : `For the family ${preview().familyName}, to ${preview().to ?? "nobody: there is no address"}`}
            </p>
            <p class="mt-1 font-semibold [overflow-wrap:anywhere]">{preview().subject}</p>
            <p class="mt-2 whitespace-pre-line [overflow-wrap:anywhere]">{preview().text}</p>
          </section>
        )}
      </Show>
    </div>
  );
}
