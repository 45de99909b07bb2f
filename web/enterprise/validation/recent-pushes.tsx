import { createSignal, For, Show } from "solid-js";
import type { NameKind, NamePush } from "../../../worker/enterprise/validation/schemas.ts";
import { formats } from "../../shared/formats.ts";
import { createQuery } from "../../shared/query.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Dialog } from "../../shared/ui/dialog.tsx";
import { accountsWord, shownName } from "./kind-words.ts";
import { PushProgress } from "./push-progress.tsx";

/** The latest renamings of a kind: how each went, and its way back. */
export function RecentPushes(props: { kind: NameKind; onChange: () => void }) {
  const list = createQuery<{ pushes: NamePush[] }>(() => "/validation/pushes");
  const [open, setOpen] = createSignal<NamePush>();
  const own = () => list.data()?.pushes.filter(({ kind }) => kind === props.kind) ?? [];
  return (
    <Show when={own().length > 0}>
      <section aria-labelledby={`recent-${props.kind}`}>
        <h2 id={`recent-${props.kind}`} class="pb-2 text-md font-bold tracking-tight">
          Lately renamed
        </h2>
        <ul class="surface divide-y divide-line">
          <For each={own()}>
            {(push) => (
              <li class="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
                <span class="min-w-0 flex-1 basis-56">
                  <span class="font-medium">
                    {shownName(push.from)} → {push.to}
                  </span>
                  <span class="block text-sm text-ink-3">
                    {push.state === "undone" ? "Undone · " : ""}
                    {accountsWord(push.accounts.length)} · {push.userName}, {formats().ago(push.createdAt)}
                  </span>
                </span>
                <Button
                  size="small"
                  variant="quiet"
                  aria-label={`Result of ${push.from} to ${push.to}`}
                  onClick={() => setOpen(push)}
                >
                  Result{push.canUndo ? " and undo" : ""}
                </Button>
              </li>
            )}
          </For>
        </ul>
        <Show when={open()} keyed>
          {(push) => (
            <Dialog
              open
              onClose={() => setOpen(undefined)}
              title={`“${shownName(push.from)}” renamed to “${push.to}”`}
              description={`By ${push.userName}, ${formats().instant(push.createdAt)}`}
            >
              <PushProgress id={push.id} onChange={props.onChange} />
            </Dialog>
          )}
        </Show>
      </section>
    </Show>
  );
}
