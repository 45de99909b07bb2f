import { Show } from "solid-js";
import {
  type ListItemRow,
  renameListItemInput,
  type Usage,
} from "../../../worker/domains/settings/schemas.ts";
import type { Committed } from "../../../worker/kernel/committed.ts";
import { api } from "../../shared/api.ts";
import { createForm } from "../../shared/form.ts";
import { createQuery } from "../../shared/query.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Dialog } from "../../shared/ui/dialog.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { TextInput } from "../../shared/ui/text-input.tsx";
import { announce } from "../audit/announce.ts";
import { usageText } from "./usage-text.ts";

export function RenameEntryDialog(props: { entry: ListItemRow; onClose: () => void }) {
  const path = `/settings/lists/${props.entry.id}`;
  const usage = createQuery<Usage>(() => `${path}/usage`);
  const form = createForm({
    initial: { label: props.entry.label, version: props.entry.version },
    schema: renameListItemInput,
    send: (values, idempotencyKey) =>
      api.patch<{ change: Committed | null }>(path, values, { idempotencyKey }),
    onSaved: ({ change }) => {
      announce(change, "/settings/lists", "/family-options");
      props.onClose();
    },
  });
  return (
    <Dialog
      open
      size="narrow"
      onClose={props.onClose}
      title={`Rename ${props.entry.label}`}
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button type="submit" form={form.id} variant="primary" busy={form.submitting()}>
            Rename
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-4" noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <TextInput field={form.field("label")} label="Name" maxLength={60} autofocus />
        <p class="min-h-5 text-ink-2" aria-live="polite">
          <Show when={usage.data()}>
            {(found) => (
              <>
                {found().count === 0
                  ? "No record uses it yet."
                  : `${usageText(found())} it; all of them show the new name at once.`}
              </>
            )}
          </Show>
        </p>
      </form>
    </Dialog>
  );
}
