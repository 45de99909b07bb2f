import { createSignal, Show } from "solid-js";
import type { CustomFieldRow } from "../../../worker/domains/settings/schemas.ts";
import { api } from "../../shared/api.ts";
import { useShortcuts } from "../../shared/keyboard.ts";
import { createQuery } from "../../shared/query.ts";
import { Button } from "../../shared/ui/button.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { IconButton } from "../../shared/ui/icon-button.tsx";
import { PencilIcon, PlusIcon, ScrollTextIcon, Trash2Icon } from "../../shared/ui/icons.tsx";
import { Pill } from "../../shared/ui/pill.tsx";
import { UrlTabs } from "../../shared/ui/url-tabs.tsx";
import { useParam } from "../../shared/url-state.ts";
import { act, reorder } from "./acts.ts";
import { CustomFieldDrawer } from "./custom-field-drawer.tsx";
import { fieldTypes } from "./custom-field-types.ts";
import { EntryList } from "./entry-list.tsx";
import { QueryStates } from "./query-states.tsx";
import { maySet, SettingsPage } from "./settings-page.tsx";

const path = "/settings/custom-fields";

type Entity = CustomFieldRow["entity"];
const entities: { entity: Entity; label: string; example: string }[] = [
  { entity: "family", label: "Families", example: "Preferred hospital" },
  { entity: "student", label: "Students", example: "Leotard size" },
  { entity: "staff", label: "Staff", example: "Key number" },
  { entity: "class", label: "Classes", example: "Equipment" },
];

export default function CustomFieldsPage() {
  const fields = createQuery<{ rows: CustomFieldRow[] }>(() => path);
  const [open, setOpen] = createSignal<CustomFieldRow | Entity>();
  const [tab] = useParam("of");
  const current = () => entities.find(({ entity }) => entity === tab())?.entity ?? "family";
  useShortcuts({
    keys: "n",
    label: "New field",
    group: "This page",
    when: maySet,
    run: () => setOpen(current()),
  });
  return (
    <SettingsPage
      title="Custom fields"
      intro="What you want to know that has no field yet. They stand at the end of their form."
      actions={
        <Button variant="primary" icon={PlusIcon} onClick={() => setOpen(current())}>
          New field
        </Button>
      }
    >
      <QueryStates query={fields} label="custom fields">
        {(data) => {
          const tabs = entities.map((one) => ({
            id: one.entity,
            label: one.label,
            content: () => (
              <FieldsOf
                {...one}
                rows={data().rows.filter((row) => row.entity === one.entity)}
                onOpen={setOpen}
              />
            ),
          }));
          return <UrlTabs label="Custom fields of" param="of" tabs={tabs} />;
        }}
      </QueryStates>
      <Show when={open()} keyed>
        {(what) => (
          <CustomFieldDrawer
            field={typeof what === "string" ? undefined : what}
            entity={typeof what === "string" ? what : what.entity}
            onClose={() => setOpen(undefined)}
          />
        )}
      </Show>
    </SettingsPage>
  );
}

type FieldsOfProps = {
  entity: Entity;
  label: string;
  example: string;
  rows: CustomFieldRow[];
  onOpen: (what: CustomFieldRow | Entity) => void;
};

function FieldsOf(props: FieldsOfProps) {
  const order = (ids: string[]) =>
    reorder(path, ids, () => api.put(`${path}/order`, { entity: props.entity, ids }));
  const remove = (row: CustomFieldRow) =>
    act(() => api.delete(`${path}/${row.id}`, { version: row.version }));
  return (
    <Show
      when={props.rows.length > 0}
      fallback={
        <EmptyState icon={ScrollTextIcon} title={`No fields of your own for ${props.label.toLowerCase()}`}>
          For example “{props.example}”.
        </EmptyState>
      }
    >
      <div class="max-w-3xl pt-4">
        <EntryList
          rows={props.rows}
          name={(row) => row.label}
          onOrder={props.rows.length > 1 ? (ids) => void order(ids) : undefined}
          actions={(row) => (
            <>
              <IconButton label={`Edit ${row.label}`} icon={PencilIcon} onClick={() => props.onOpen(row)} />
              <IconButton label={`Delete ${row.label}`} icon={Trash2Icon} onClick={() => void remove(row)} />
            </>
          )}
        >
          {(row) => (
            <>
              <p class="flex flex-wrap items-center gap-x-2 font-semibold">
                {row.label}
                <Show when={row.isRequired}>
                  <Pill tone="accent">Required</Pill>
                </Show>
                <Show when={row.shownInPortal}>
                  <Pill>In the family portal</Pill>
                </Show>
              </p>
              <p class="text-sm text-ink-3">
                {fieldTypes[row.fieldType]}
                <Show when={row.choices.length > 0}>: {row.choices.join(", ")}</Show>
              </p>
            </>
          )}
        </EntryList>
      </div>
    </Show>
  );
}
