import { For, Show } from "solid-js";
import {
  type ClosureRow,
  type ClosureTargets,
  closureEffects,
  closureInput,
  updateClosureInput,
} from "../../../worker/domains/closures/schemas.ts";
import type { Committed } from "../../../worker/kernel/committed.ts";
import { api } from "../../shared/api.ts";
import { createForm, type FormField } from "../../shared/form.ts";
import { Button } from "../../shared/ui/button.tsx";
import { DateInput } from "../../shared/ui/date-input.tsx";
import { Drawer } from "../../shared/ui/drawer.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { Select, type SelectOption } from "../../shared/ui/select.tsx";
import { TextArea } from "../../shared/ui/text-area.tsx";
import { TextInput } from "../../shared/ui/text-input.tsx";
import { announce } from "../audit/announce.ts";
import { SHOWN_IN } from "./acts.ts";
import { ClosureImpactLine } from "./closure-impact.tsx";
import { closureWords } from "./closure-words.ts";

type ClosureDrawerProps = {
  /** Without it a new one is made. */
  closure?: ClosureRow;
  targets: ClosureTargets;
  onClose: () => void;
};

const scopes = {
  everywhere: { label: "Everywhere", field: null },
  location: { label: "One location", field: "locationId" },
  program: { label: "One program", field: "programId" },
  class: { label: "One class", field: "classId" },
} as const;
type Scope = keyof typeof scopes;
type Values = { scope: Scope; targetId: string } & Record<string, unknown>;

const scopeOf = (closure?: ClosureRow): Scope => {
  if (closure?.locationId) return "location";
  if (closure?.programId) return "program";
  return closure?.classId ? "class" : "everywhere";
};

/** The three fields of the wire from the two choices of the form. */
export function targetOf(scope: Scope, targetId: string) {
  const { field } = scopes[scope];
  const none = { locationId: null, programId: null, classId: null };
  return field === null ? none : { ...none, [field]: targetId || null };
}

function createClosureForm({ closure, onClose }: ClosureDrawerProps) {
  const input = closure ? updateClosureInput : closureInput;
  const path = "/settings/closures";
  const initial: Values = {
    name: closure?.name ?? "",
    startsOn: closure?.startsOn ?? "",
    endsOn: closure?.endsOn ?? "",
    effect: closure?.effect ?? "closure",
    scope: scopeOf(closure),
    targetId: closure?.locationId ?? closure?.programId ?? closure?.classId ?? "",
    note: closure?.note ?? "",
    version: closure?.version,
  };
  return createForm({
    initial,
    schema: {
      "~standard": {
        validate: (value: unknown) => {
          const { scope, targetId, ...typed } = value as Values;
          if (scope !== "everywhere" && targetId === "")
            return { issues: [{ message: "Choose which one", path: ["targetId"] }] };
          const endsOn = typed.endsOn || typed.startsOn;
          return input["~standard"].validate({ ...typed, endsOn, ...targetOf(scope, targetId) }) as never;
        },
      },
    },
    send: (values: object, idempotencyKey) =>
      closure
        ? api.patch<{ change: Committed | null }>(`${path}/${closure.id}`, values, { idempotencyKey })
        : api.post<{ change: Committed | null }>(path, values, { idempotencyKey }),
    onSaved: ({ change }) => {
      announce(change, ...SHOWN_IN);
      onClose();
    },
  });
}

export function ClosureDrawer(props: ClosureDrawerProps) {
  const { closure, targets } = props;
  const form = createClosureForm(props);
  const optionsOf: Record<Scope, SelectOption[]> = {
    everywhere: [],
    location: named(targets.locations, "Choose a location"),
    program: named(targets.programs, "Choose a program"),
    class: named(targets.classes, "Choose a class"),
  };
  const scope = () => form.values.scope;
  return (
    <Drawer
      open
      onClose={props.onClose}
      title={closure ? `Edit ${closure.name}` : "New closure"}
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button type="submit" form={form.id} variant="primary" busy={form.submitting()}>
            {closure ? "Save" : "Add"}
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-4" noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <TextInput field={form.field("name")} label="Name" maxLength={60} autofocus />
        <div class="grid gap-4 sm:grid-cols-2">
          <DateInput field={form.field("startsOn")} label="First day" />
          <DateInput field={form.field("endsOn")} label="Last day" optional />
        </div>
        <EffectChoice field={form.field("effect")} />
        <div class="grid gap-4 sm:grid-cols-2">
          <Select
            field={{
              ...form.field("scope"),
              set: (value) => {
                form.set("scope", value);
                form.set("targetId", "");
              },
            }}
            label="Where"
            options={Object.entries(scopes).map(([value, { label }]) => ({ value, label }))}
          />
          <Show when={scope() !== "everywhere"}>
            <Select field={form.field("targetId")} label="Which one" options={optionsOf[scope()]} />
          </Show>
        </div>
        <TextArea
          field={form.field("note")}
          label="Note"
          description="For staff; it stands beside the closure in the calendar."
          optional
          maxLength={500}
        />
        <ClosureImpactLine
          effect={String(form.values.effect)}
          startsOn={String(form.values.startsOn)}
          endsOn={String(form.values.endsOn || form.values.startsOn)}
          target={targetOf(scope(), form.values.targetId)}
          except={closure?.id}
        />
      </form>
    </Drawer>
  );
}

function EffectChoice(props: { field: FormField }) {
  return (
    <fieldset>
      <legend class="mb-1.5 font-medium">What it does</legend>
      <div class="flex flex-col gap-2">
        <For each={closureEffects}>
          {(effect) => (
            <label class="flex items-start gap-2.5 pointer-coarse:py-2">
              <input
                type="radio"
                class="check mt-0.5 rounded-full"
                name={props.field.id}
                checked={props.field.value() === effect}
                onChange={() => props.field.set(effect)}
              />
              <span>
                <span class="block font-book">{closureWords[effect].label}</span>
                <span class="block text-sm text-ink-3">{closureWords[effect].means}</span>
              </span>
            </label>
          )}
        </For>
      </div>
    </fieldset>
  );
}

const named = (rows: readonly { id: string; name: string }[], first: string): SelectOption[] => [
  { value: "", label: first },
  ...rows.map((row) => ({ value: row.id, label: row.name })),
];
