import { Show } from "solid-js";
import {
  type KeywordKind,
  type KeywordRow,
  keywordInput,
  type Usage,
  updateKeywordInput,
} from "../../../worker/domains/settings/schemas.ts";
import type { Committed } from "../../../worker/kernel/committed.ts";
import { api } from "../../shared/api.ts";
import { createForm } from "../../shared/form.ts";
import { createQuery } from "../../shared/query.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Dialog } from "../../shared/ui/dialog.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { Trash2Icon } from "../../shared/ui/icons.tsx";
import { TextInput } from "../../shared/ui/text-input.tsx";
import { announce } from "../audit/announce.ts";
import { act } from "./acts.ts";
import { ColorChoice } from "./color-choice.tsx";
import { usageText } from "./usage-text.ts";

type KeywordDialogProps = {
  /** Without it a new one is made. */
  keyword?: KeywordRow;
  kind: KeywordKind;
  onClose: () => void;
};

const path = "/settings/keywords";

export function KeywordDialog(props: KeywordDialogProps) {
  const { keyword, kind } = props;
  const usage = createQuery<Usage>(() => (keyword ? `${path}/${keyword.id}/usage` : undefined), {
    staleMs: 0,
  });
  const form = createForm({
    initial: {
      label: keyword?.label ?? "",
      color: keyword?.color ?? "gray",
      kind,
      version: keyword?.version,
    },
    schema: (keyword ? updateKeywordInput : keywordInput) as typeof keywordInput,
    send: (values: object, idempotencyKey) =>
      keyword
        ? api.patch<{ change: Committed | null }>(`${path}/${keyword.id}`, values, { idempotencyKey })
        : api.post<{ change: Committed | null }>(path, values, { idempotencyKey }),
    onSaved: ({ change }) => {
      announce(change, path, "/family-options");
      props.onClose();
    },
  });
  const remove = () => {
    props.onClose();
    if (keyword) void act(() => api.delete(`${path}/${keyword.id}`, { version: keyword.version }));
  };
  return (
    <Dialog
      open
      size="narrow"
      onClose={props.onClose}
      title={keyword ? "Edit keyword" : "New keyword"}
      actions={
        <>
          <Show when={keyword}>
            <Button class="mr-auto" icon={Trash2Icon} onClick={remove}>
              Delete
            </Button>
          </Show>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button type="submit" form={form.id} variant="primary" busy={form.submitting()}>
            {keyword ? "Save" : "Make keyword"}
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-4" noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <TextInput field={form.field("label")} label="Keyword" maxLength={40} autofocus />
        <ColorChoice field={form.field("color")} />
        <Show when={usage.data()?.count}>
          <p class="text-ink-2">{usageText(usage.data()!)} it. Deleting takes it off; undo puts it back.</p>
        </Show>
      </form>
    </Dialog>
  );
}
