import { type ListKind, listItemInput } from "../../../worker/domains/settings/schemas.ts";
import type { Committed } from "../../../worker/kernel/committed.ts";
import { api } from "../../shared/api.ts";
import { createForm } from "../../shared/form.ts";
import { Button } from "../../shared/ui/button.tsx";
import { PlusIcon } from "../../shared/ui/icons.tsx";
import { TextInput } from "../../shared/ui/text-input.tsx";
import { announce } from "../audit/announce.ts";

/** One line at the end of a list; after Enter it is empty again, for the next entry. */
export function AddEntry(props: { kind: ListKind; example: string }) {
  const form = createForm({
    initial: { kind: props.kind, label: "" },
    schema: listItemInput,
    send: (values, idempotencyKey) =>
      api.post<{ change: Committed }>("/settings/lists", values, { idempotencyKey }),
    onSaved: ({ change }) => {
      announce(change, "/settings/lists", "/family-options");
      form.reset({ kind: props.kind, label: "" });
    },
  });
  return (
    <form class="flex items-start gap-2 px-4 py-3 sm:px-6" noValidate onSubmit={form.submit}>
      <div class="min-w-0 flex-1">
        <TextInput
          field={form.field("label")}
          label="New entry"
          hideLabel
          placeholder={`For example ${props.example}`}
          maxLength={60}
        />
      </div>
      <Button type="submit" icon={PlusIcon} busy={form.submitting()}>
        Add
      </Button>
    </form>
  );
}
