import { createSignal, For, Show } from "solid-js";
import {
  SNIPPET_VARIABLES,
  type SnippetInput,
  type SnippetRow,
  snippetInput,
} from "../../../../worker/domains/conversations/schemas.ts";
import type { Committed } from "../../../../worker/kernel/committed.ts";
import { api } from "../../../shared/api.ts";
import { createForm } from "../../../shared/form.ts";
import { can } from "../../../shared/session.ts";
import { showProblem, showToast } from "../../../shared/toasts.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { IconButton } from "../../../shared/ui/icon-button.tsx";
import { PencilIcon, PlusIcon, Trash2Icon } from "../../../shared/ui/icons.tsx";
import { TextArea } from "../../../shared/ui/text-area.tsx";
import { TextInput } from "../../../shared/ui/text-input.tsx";

type SnippetListProps = { snippets: readonly SnippetRow[]; onChanged: () => void };

/** Texts that are written often, put in with one choice. */
export function SnippetList(props: SnippetListProps) {
  const [open, setOpen] = createSignal<SnippetRow | "new">();
  const may = () => can("sms_logs", "full");
  async function remove({ id, version }: SnippetRow) {
    try {
      const { change } = await api.delete<{ change: Committed }>(`/messenger/snippets/${id}`, { version });
      showToast("Snippet deleted", {
        undo: async () => {
          await api.post(`/changes/${change.id}/undo`);
          props.onChanged();
        },
      });
    } catch (cause) {
      showProblem(cause);
    }
    props.onChanged();
  }
  const close = () => {
    setOpen(undefined);
    props.onChanged();
  };
  return (
    <section class="flex max-w-3xl flex-col gap-3 border-t border-line px-4 pt-5 sm:px-6">
      <div class="flex items-center justify-between gap-3">
        <h2 class="text-md font-bold tracking-tight">Snippets</h2>
        <Show when={may() && open() === undefined}>
          <Button size="small" icon={PlusIcon} onClick={() => setOpen("new")}>
            New snippet
          </Button>
        </Show>
      </div>
      <p class="text-sm text-ink-3">
        Texts that you write often. They may name {SNIPPET_VARIABLES.map((name) => `[[${name}]]`).join(", ")}.
      </p>
      <Show when={open() === "new"}>
        <SnippetForm onClose={close} />
      </Show>
      <ul class="flex flex-col">
        <For each={props.snippets}>
          {(snippet) => (
            <li class="border-b border-line py-2">
              <Show when={open() !== snippet} fallback={<SnippetForm snippet={snippet} onClose={close} />}>
                <div class="flex items-start gap-2">
                  <div class="min-w-0 flex-1">
                    <p class="font-semibold">{snippet.title}</p>
                    <p class="text-sm text-ink-2 [overflow-wrap:anywhere]">{snippet.body}</p>
                  </div>
                  <Show when={may()}>
                    <IconButton
                      label={`Edit ${snippet.title}`}
                      icon={PencilIcon}
                      onClick={() => setOpen(snippet)}
                    />
                    <IconButton
                      label={`Delete ${snippet.title}`}
                      icon={Trash2Icon}
                      onClick={() => void remove(snippet)}
                    />
                  </Show>
                </div>
              </Show>
            </li>
          )}
        </For>
      </ul>
    </section>
  );
}

function SnippetForm(props: { snippet?: SnippetRow; onClose: () => void }) {
  const form = createForm<SnippetInput, SnippetInput>({
    initial: { title: props.snippet?.title ?? "", body: props.snippet?.body ?? "" },
    schema: snippetInput,
    send: (input, idempotencyKey) =>
      props.snippet
        ? api.patch(
            `/messenger/snippets/${props.snippet.id}`,
            { ...input, version: props.snippet.version },
            { idempotencyKey },
          )
        : api.post("/messenger/snippets", input, { idempotencyKey }),
    onSaved: () => props.onClose(),
  });
  return (
    <form id={form.id} class="flex flex-col gap-3 py-2" noValidate onSubmit={form.submit}>
      <ErrorSummary form={form} />
      <TextInput field={form.field("title")} label="Title" maxLength={60} />
      <TextArea field={form.field("body")} label="Text" maxLength={1600} />
      <p class="flex gap-2">
        <Button type="submit" variant="primary" busy={form.submitting()}>
          Save
        </Button>
        <Button onClick={() => props.onClose()}>Cancel</Button>
      </p>
    </form>
  );
}
