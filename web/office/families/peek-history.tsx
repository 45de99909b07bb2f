import { A } from "@solidjs/router";
import { For, Show } from "solid-js";
import type { AuditEntry } from "../../../worker/domains/audit/schemas.ts";
import { formats } from "../../shared/formats.ts";
import type { Page } from "../../shared/pages.ts";
import { createQuery } from "../../shared/query.ts";
import { PeekSection } from "../../shared/ui/peek-panel.tsx";

const shownMax = 4;

export function PeekHistory(props: { id: string }) {
  const history = createQuery<Page<AuditEntry>>(() => `/history/${props.id}`);
  return (
    <Show when={history.data()?.rows.length}>
      <PeekSection
        title="Latest"
        note={
          <A class="link" href={`/families/${props.id}?tab=history`}>
            All history
          </A>
        }
      >
        <ul class="flex flex-col gap-1.5">
          <For each={history.data()?.rows.slice(0, shownMax)}>
            {(entry) => (
              <li class="flex justify-between gap-3 text-ink-2">
                <span class="min-w-0 [overflow-wrap:anywhere]">
                  {entry.summary}
                  <Show when={entry.undoneBy}>
                    <span class="text-ink-3">, undone</span>
                  </Show>
                </span>
                <time
                  class="flex-none text-ink-3 tabular-nums"
                  dateTime={new Date(entry.at).toISOString()}
                  title={`${formats().instant(entry.at)}, ${entry.actorName}`}
                >
                  {formats().ago(entry.at)}
                </time>
              </li>
            )}
          </For>
        </ul>
      </PeekSection>
    </Show>
  );
}
