import { taxInput, updateTaxInput } from "../../../../worker/domains/tuition/schemas.ts";
import type { Named, TaxesPage as Taxes, TaxRow } from "../../../../worker/domains/tuition/shapes.ts";
import { Select } from "../../../shared/ui/select.tsx";
import { TextInput } from "../../../shared/ui/text-input.tsx";
import { createSetupForm, SetupDrawer } from "./setup-drawer.tsx";
import { SetupEntry, SetupPage } from "./setup-page.tsx";
import { percentText, typedSchema } from "./typed-values.ts";

export default function TaxesPage() {
  return (
    <SetupPage<TaxRow, Taxes>
      path="/tuition/taxes"
      title="Taxes"
      noun="tax rate"
      intro="The narrowest rate applies: of a program at a location, else of the program, else of the location, else of everything. A class can be exempt or have a rate of its own. Whether prices contain the tax is one of the billing rules."
      example="Sales tax, 8.25 %, everything"
      entry={(row, page) => (
        <SetupEntry name={row.name} details={`${percentText(row.rateBp)} % · ${scopeText(row, page)}`} />
      )}
      drawer={(row, page, onClose) => <TaxDrawer entry={row} page={page} onClose={onClose} />}
    />
  );
}

function scopeText(row: TaxRow, page: Taxes): string {
  const nameOf = (list: readonly Named[], id: string | null) => list.find((one) => one.id === id)?.name;
  const program = nameOf(page.programs, row.programId);
  const location = nameOf(page.locations, row.locationId);
  if (program && location) return `${program} at ${location}`;
  return program ?? location ?? "everything else";
}

function TaxDrawer(props: { entry: TaxRow | undefined; page: Taxes; onClose: () => void }) {
  const { entry, page, onClose } = props;
  const form = createSetupForm({
    path: "/tuition/taxes",
    entry,
    initial: {
      name: entry?.name ?? "",
      rateBp: entry ? percentText(entry.rateBp) : "",
      programId: entry?.programId ?? "",
      locationId: entry?.locationId ?? "",
    },
    schema: typedSchema(entry ? updateTaxInput : taxInput, {
      rateBp: "percent",
      programId: "choice",
      locationId: "choice",
    }),
    onClose,
  });
  const choices = (first: string, list: readonly Named[]) => [
    { value: "", label: first },
    ...list.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <SetupDrawer form={form} noun="tax rate" entry={entry} onClose={onClose}>
      <TextInput
        field={form.field("name")}
        label="Name"
        description="Families read it."
        maxLength={60}
        autofocus
      />
      <TextInput
        field={form.field("rateBp")}
        label="Percent"
        inputmode="decimal"
        class="max-w-28 tabular-nums"
      />
      <div class="grid gap-4 sm:grid-cols-2">
        <Select
          field={form.field("programId")}
          label="Program"
          options={choices("Every program", page.programs)}
        />
        <Select
          field={form.field("locationId")}
          label="Location"
          options={choices("Every location", page.locations)}
        />
      </div>
    </SetupDrawer>
  );
}
