import { Show } from "solid-js";
import {
  levelInput,
  programInput,
  roomInput,
  updateLevelInput,
  updateProgramInput,
  updateRoomInput,
} from "../../../worker/domains/class-lists/schemas.ts";
import type { Committed } from "../../../worker/kernel/committed.ts";
import { api } from "../../shared/api.ts";
import { createForm } from "../../shared/form.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Checkbox } from "../../shared/ui/checkbox.tsx";
import { Drawer } from "../../shared/ui/drawer.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { TextArea } from "../../shared/ui/text-area.tsx";
import { TextInput } from "../../shared/ui/text-input.tsx";
import { announce } from "../audit/announce.ts";
import { SHOWN_IN } from "./acts.ts";
import { ColorChoice } from "./color-choice.tsx";
import { numbersOf } from "./numbers.ts";

export type ClassListKind = "programs" | "levels" | "rooms";
/** What all three have; the rest depends on the kind. */
export type ClassListEntry = { id: string; version: number; name: string; color: string | null };

type ClassListDrawerProps = {
  kind: ClassListKind;
  /** Without it a new one is made. */
  entry?: ClassListEntry;
  /** Where a new room is. */
  locationId?: string;
  onClose: () => void;
};

const nouns = { programs: "program", levels: "level", rooms: "room" };
const inputs = { programs: programInput, levels: levelInput, rooms: roomInput };
const updates = { programs: updateProgramInput, levels: updateLevelInput, rooms: updateRoomInput };

function createEntryForm({ kind, entry, locationId, onClose }: ClassListDrawerProps) {
  const input = entry ? updates[kind] : inputs[kind];
  const path = `/settings/${kind}`;
  const initial = {
    name: "",
    description: "",
    capacity: "",
    isFinancialOnly: false,
    color: "gray",
    locationId,
  };
  return createForm({
    initial: { ...initial, ...filled(entry) } as Record<string, unknown>,
    schema: {
      "~standard": {
        validate: (value: unknown) =>
          input["~standard"].validate(numbersOf(value as Record<string, unknown>, ["capacity"])) as never,
      },
    },
    send: (values: object, idempotencyKey) =>
      entry
        ? api.patch<{ change: Committed | null }>(`${path}/${entry.id}`, values, { idempotencyKey })
        : api.post<{ change: Committed | null }>(path, values, { idempotencyKey }),
    onSaved: ({ change }) => {
      announce(change, ...SHOWN_IN);
      onClose();
    },
  });
}

/** What is stored, without what is empty: an empty field shows its empty text. */
const filled = (entry: ClassListEntry | undefined) =>
  Object.fromEntries(Object.entries(entry ?? {}).filter(([, value]) => value !== null));

export function ClassListDrawer(props: ClassListDrawerProps) {
  const { entry, kind } = props;
  const form = createEntryForm(props);
  return (
    <Drawer
      open
      onClose={props.onClose}
      title={entry ? `Edit ${entry.name}` : `New ${nouns[kind]}`}
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button type="submit" form={form.id} variant="primary" busy={form.submitting()}>
            {entry ? "Save" : "Add"}
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-4" noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <TextInput field={form.field("name")} label="Name" maxLength={60} autofocus />
        <Show
          when={kind === "rooms"}
          fallback={
            <TextArea
              field={form.field("description")}
              label="Description"
              description="Families read it where they look for a class."
              optional
              maxLength={500}
            />
          }
        >
          <TextInput
            field={form.field("capacity")}
            label="Places"
            description="How many students fit in at once. You are warned, never stopped, when classes there need more."
            optional
            inputmode="numeric"
            class="max-w-28 tabular-nums"
          />
        </Show>
        <ColorChoice field={form.field("color")} />
        <Show when={kind === "programs"}>
          <Checkbox
            field={form.field("isFinancialOnly")}
            label="For money only"
            description="Shop sales, fees and the like: it appears in reports, and no class can be put into it."
          />
        </Show>
      </form>
    </Drawer>
  );
}
