import type { JSX } from "solid-js";
import { unwrap } from "solid-js/store";
import type { Committed } from "../../../../worker/kernel/committed.ts";
import { api } from "../../../shared/api.ts";
import { createForm, type Schema } from "../../../shared/form.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Drawer } from "../../../shared/ui/drawer.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { announce } from "../../audit/announce.ts";
import { PRICES_SHOWN_IN } from "./setup-acts.ts";

type Entry = { readonly id: string; readonly version: number; readonly name: string };

type SetupFormOptions = {
  path: string;
  /** Without it a new one is made. */
  entry: Entry | undefined;
  initial: Record<string, unknown>;
  schema: Schema<object>;
  onClose: () => void;
};

export function createSetupForm({ path, entry, initial, schema, onClose }: SetupFormOptions) {
  return createForm({
    // Entries come out of a store, whose parts a form cannot copy.
    initial: { ...unwrap(initial), ...(entry ? { version: entry.version } : {}) },
    schema,
    send: (values: object, idempotencyKey) =>
      entry
        ? api.patch<{ change: Committed | null }>(`${path}/${entry.id}`, values, { idempotencyKey })
        : api.post<{ change: Committed | null }>(path, values, { idempotencyKey }),
    onSaved: ({ change }) => {
      announce(change, ...PRICES_SHOWN_IN);
      onClose();
    },
  });
}

type SetupDrawerProps = {
  form: ReturnType<typeof createSetupForm>;
  noun: string;
  entry: Entry | undefined;
  onClose: () => void;
  children: JSX.Element;
};

/** The frame that all drawers of the set-up share. */
export function SetupDrawer(props: SetupDrawerProps) {
  return (
    <Drawer
      open
      onClose={props.onClose}
      title={props.entry ? `Edit ${props.entry.name}` : `New ${props.noun}`}
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button type="submit" form={props.form.id} variant="primary" busy={props.form.submitting()}>
            {props.entry ? "Save" : "Add"}
          </Button>
        </>
      }
    >
      <form id={props.form.id} class="flex flex-col gap-4" noValidate onSubmit={props.form.submit}>
        <ErrorSummary form={props.form} />
        {props.children}
      </form>
    </Drawer>
  );
}
