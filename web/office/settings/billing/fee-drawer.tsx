import { For, Show } from "solid-js";
import {
  anniversaryFeeInput,
  updateAnniversaryFeeInput,
} from "../../../../worker/domains/anniversary-fees/schemas.ts";
import type {
  AnniversaryFeeRow,
  AnniversaryFeesPage,
} from "../../../../worker/domains/anniversary-fees/shapes.ts";
import { MoneyInput } from "../../../shared/ui/money-input.tsx";
import { Select } from "../../../shared/ui/select.tsx";
import { TextInput } from "../../../shared/ui/text-input.tsx";
import { RadioChoice } from "./radio-choice.tsx";
import { createSetupForm, SetupDrawer } from "./setup-drawer.tsx";
import { typedSchema } from "./typed-values.ts";

type FeeDrawerProps = {
  entry: AnniversaryFeeRow | undefined;
  page: AnniversaryFeesPage;
  onClose: () => void;
};

/** A location without an amount of its own has the one of the fee; a fee of the family has no cap. */
function ofItsKind(values: Record<string, unknown>): Record<string, unknown> {
  const own = Object.entries(values.locationAmounts as Record<string, unknown>);
  const locationAmounts = Object.fromEntries(own.filter(([, amount]) => amount !== "" && amount !== null));
  return { ...values, locationAmounts, ...(values.per === "family" ? { familyCapMinor: null } : {}) };
}

function createFeeForm({ entry, page, onClose }: FeeDrawerProps) {
  const amounts = page.locations.map(({ id }) => [id, entry?.locationAmounts[id] ?? ""] as const);
  return createSetupForm({
    path: "/anniversary-fees",
    entry,
    initial: {
      name: entry?.name ?? "",
      per: entry?.per ?? "student",
      programId: entry?.programId ?? "",
      categoryId: entry?.categoryId ?? "",
      months: entry === undefined ? "12" : entry.months === null ? "" : String(entry.months),
      amountMinor: entry?.amountMinor ?? "",
      locationAmounts: Object.fromEntries(amounts),
      familyCapMinor: entry?.familyCapMinor ?? "",
    },
    schema: typedSchema(
      entry ? updateAnniversaryFeeInput : anniversaryFeeInput,
      {
        programId: "choice",
        categoryId: "choice",
        months: "number",
        amountMinor: "money",
        familyCapMinor: "money",
      },
      ofItsKind,
    ),
    onClose,
  });
}

export function FeeDrawer(props: FeeDrawerProps) {
  const { entry, page, onClose } = props;
  const form = createFeeForm(props);
  const { field } = form;
  const choices = (first: string, list: AnniversaryFeesPage["programs"]) => [
    { value: "", label: first },
    ...list.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <SetupDrawer form={form} noun="anniversary fee" entry={entry} onClose={onClose}>
      <TextInput
        field={field("name")}
        label="Name"
        description="Families read it."
        maxLength={60}
        autofocus
      />
      <RadioChoice
        field={field("per")}
        legend="Charged"
        choices={[
          { value: "student", label: "For each student" },
          { value: "family", label: "Once a family" },
        ]}
      />
      <div class="grid gap-4 sm:grid-cols-2">
        <MoneyInput field={field("amountMinor")} label="Amount" />
        <TextInput
          field={field("months")}
          label="Again after months"
          description="Left empty: once for ever."
          inputmode="numeric"
          class="max-w-28 tabular-nums"
        />
      </div>
      <Show when={field("per").value() === "student"}>
        <MoneyInput
          field={field("familyCapMinor")}
          label="At most a family"
          description="Left empty: no limit. Counted over the months above."
        />
      </Show>
      <Select
        field={field("programId")}
        label="Who is in classes of"
        options={choices("Any program", page.programs)}
      />
      <Select
        field={field("categoryId")}
        label="Charge category"
        optional
        options={choices("None", page.categories)}
      />
      <Show when={page.locations.length > 1}>
        <fieldset class="flex flex-col gap-3">
          <legend class="mb-1 font-medium">
            Another amount at <span class="font-regular text-ink-3">(empty: the same)</span>
          </legend>
          <For each={page.locations}>
            {(location) => (
              <MoneyInput field={field(`locationAmounts.${location.id}`)} label={location.name} />
            )}
          </For>
        </fieldset>
      </Show>
    </SetupDrawer>
  );
}
