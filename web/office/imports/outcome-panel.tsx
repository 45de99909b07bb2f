import { For, onCleanup, Show } from "solid-js";
import type { RowOutcome } from "../../../worker/domains/imports/schemas.ts";
import { ButtonLink } from "../../shared/ui/button-link.tsx";
import { IconButton } from "../../shared/ui/icon-button.tsx";
import { CornerDownLeftIcon, XIcon } from "../../shared/ui/icons.tsx";
import { matchText } from "./outcome-words.ts";

/** All that happens to one row, beside the list. */
export function OutcomePanel(props: { row: RowOutcome; onClose: () => void }) {
  const close = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    props.onClose();
  };
  document.addEventListener("keydown", close);
  onCleanup(() => document.removeEventListener("keydown", close));
  return (
    <aside
      aria-label={`Row ${props.row.row}`}
      class="flex min-h-0 flex-col border-line bg-sheet max-lg:animate-slide-in max-lg:fixed max-lg:inset-0 max-lg:z-30 lg:w-93 lg:flex-none lg:border-t lg:border-l"
    >
      <header class="flex items-start gap-3 border-b border-line px-4 pt-4 pb-3">
        <div class="min-w-0 flex-1">
          <h2 class="text-md font-bold tracking-tight [overflow-wrap:anywhere]">
            {props.row.name || "No name"}
          </h2>
          <p class="text-ink-3">
            Row {props.row.row} of {props.row.file}
          </p>
        </div>
        <span class="-mt-0.5 -mr-2">
          <IconButton label="Close" keys="Escape" icon={XIcon} onClick={() => props.onClose()} />
        </span>
      </header>
      <div class="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto p-4">
        <Show when={props.row.familyId}>
          {(id) => (
            <p class="flex flex-wrap items-center gap-2 text-ink-2">
              <span class="flex-1">
                {matchText(props.row)}: {props.row.familyName}
              </span>
              <ButtonLink href={`/families/${id()}`} size="small" icon={CornerDownLeftIcon}>
                Open
              </ButtonLink>
            </p>
          )}
        </Show>
        <Show when={props.row.changes.length > 0}>
          <dl class="flex flex-col gap-2.5">
            <For each={props.row.changes}>
              {(change) => (
                <div>
                  <dt class="text-sm text-ink-3">{change.what}</dt>
                  <dd class="[overflow-wrap:anywhere] whitespace-pre-line">
                    <Show when={change.before}>
                      <del class="text-ink-3">{change.before}</del>{" "}
                    </Show>
                    <ins class="font-medium no-underline">{change.after}</ins>
                  </dd>
                </div>
              )}
            </For>
          </dl>
        </Show>
        <Show when={props.row.reasons.length > 0}>
          <ul class="flex flex-col gap-1.5 text-ink-2">
            <For each={props.row.reasons}>{(reason) => <li>{reason}</li>}</For>
          </ul>
        </Show>
        <Show when={props.row.changes.length === 0 && props.row.reasons.length === 0}>
          <p class="text-ink-2">
            {props.row.outcome === "new" ? "Makes a new family." : "Says nothing that we do not have."}
          </p>
        </Show>
      </div>
    </aside>
  );
}
