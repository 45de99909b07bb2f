import { Show } from "solid-js";
import {
  type PolicyRow,
  policyInput,
  updatePolicyInput,
} from "../../../../worker/domains/policies/schemas.ts";
import type { Committed } from "../../../../worker/kernel/committed.ts";
import { api } from "../../../shared/api.ts";
import { createForm } from "../../../shared/form.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Checkbox } from "../../../shared/ui/checkbox.tsx";
import { Drawer } from "../../../shared/ui/drawer.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { Notice } from "../../../shared/ui/notice.tsx";
import { Select } from "../../../shared/ui/select.tsx";
import { TextArea } from "../../../shared/ui/text-area.tsx";
import { TextInput } from "../../../shared/ui/text-input.tsx";
import { announce } from "../../audit/announce.ts";
import { kindOptions, momentOptions } from "./policy-words.ts";

type PolicyDrawerProps = {
  /** Without it a new one is made. */
  policy?: PolicyRow;
  onClose: () => void;
};

const blank = {
  kind: "family",
  title: "",
  isRequired: true,
  isPublic: true,
  mayBeRejected: false,
  mayBeWithdrawn: false,
  shownFor: "",
  body: "",
};

function createPolicyForm({ policy, onClose }: PolicyDrawerProps) {
  const input = policy ? updatePolicyInput : policyInput;
  return createForm({
    initial: { ...blank, ...policy, shownFor: policy?.shownFor ?? "" } as Record<string, unknown>,
    schema: {
      "~standard": {
        validate: (value: unknown) => {
          const typed = value as Record<string, unknown>;
          const shownFor = typed.kind === "transaction" ? typed.shownFor || null : null;
          return input["~standard"].validate({ ...typed, shownFor }) as never;
        },
      },
    },
    send: (values: object, idempotencyKey) =>
      policy
        ? api.patch<{ change: Committed | null }>(`/policies/${policy.id}`, values, { idempotencyKey })
        : api.post<{ change: Committed | null }>("/policies", values, { idempotencyKey }),
    onSaved: ({ change }) => {
      announce(change, "/policies", "/settings/portal");
      onClose();
    },
  });
}

export function PolicyDrawer(props: PolicyDrawerProps) {
  const form = createPolicyForm(props);
  const isAtPayment = () => form.values.kind === "transaction";
  const isNewText = () => props.policy !== undefined && form.values.body !== props.policy.body;
  return (
    <Drawer
      open
      onClose={props.onClose}
      title={props.policy ? `Edit “${props.policy.title}”` : "New policy"}
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button type="submit" form={form.id} variant="primary" busy={form.submitting()}>
            {isNewText() ? "Save as a new version" : props.policy ? "Save" : "Add"}
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-4" noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <Show when={!props.policy}>
          <Select field={form.field("kind")} label="Kind" options={[...kindOptions]} />
        </Show>
        <TextInput field={form.field("title")} label="Title" maxLength={90} autofocus />
        <TextArea
          field={form.field("body")}
          label="Text"
          description="Plain text; an empty line begins a paragraph."
          class="min-h-56"
          maxLength={20_000}
        />
        <Show when={isNewText()}>
          <Notice tone="warn" title={`This becomes version ${(props.policy?.number ?? 0) + 1}`}>
            Families who accepted the text before are asked again the next time they come.
          </Notice>
        </Show>
        <Show
          when={isAtPayment()}
          fallback={
            <>
              <Checkbox
                field={form.field("isRequired")}
                label="Required"
                description="Families accept it before they can do anything in the portal."
              />
              <Checkbox
                field={form.field("isPublic")}
                label="Shown in the portal"
                description="Otherwise it is answered on paper, and staff enter the answer."
              />
              <Checkbox
                field={form.field("mayBeRejected")}
                label="Families find a button to reject it"
                description="Of what is optional they always do."
              />
              <Checkbox field={form.field("mayBeWithdrawn")} label="Families may take an acceptance back" />
            </>
          }
        >
          <Select
            field={form.field("shownFor")}
            label="Shown for"
            options={[{ value: "", label: "Choose…" }, ...momentOptions]}
          />
        </Show>
      </form>
    </Drawer>
  );
}
