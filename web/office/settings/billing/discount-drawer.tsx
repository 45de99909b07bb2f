import { discountInput, updateDiscountInput } from "../../../../worker/domains/discounts/schemas.ts";
import type { DiscountScheduleRow, DiscountsPage } from "../../../../worker/domains/tuition/shapes.ts";
import type { Schema } from "../../../shared/form.ts";
import { Select } from "../../../shared/ui/select.tsx";
import { TextInput } from "../../../shared/ui/text-input.tsx";
import { CheckList } from "./check-list.tsx";
import { DiscountExampleBox } from "./discount-example.tsx";
import { DiscountGrid } from "./discount-grid.tsx";
import { OffInput } from "./off-input.tsx";
import { offProblem } from "./off-text.ts";
import { createSetupForm, SetupDrawer } from "./setup-drawer.tsx";

type DiscountDrawerProps = {
  entry: DiscountScheduleRow | undefined;
  page: DiscountsPage;
  onClose: () => void;
};

const specials = [
  { key: "member", label: "Members" },
  { key: "employee", label: "Employees" },
  { key: "in_service", label: "In service" },
] as const;

type Held = Record<string, unknown> & { rows: unknown[][]; special: Record<string, unknown> };

/** A cell that could not be read as a discount is told at its place. */
function gridSchema(input: typeof discountInput | typeof updateDiscountInput): Schema<object> {
  return {
    "~standard": {
      validate: (value: unknown) => {
        const { rows, special } = value as Held;
        const unread = [
          ...rows.flatMap((row, r) => row.map((cell, c) => [cell, `rows.${r}.${c}`] as const)),
          ...Object.entries(special).map(([key, cell]) => [cell, `special.${key}`] as const),
        ].filter(([cell]) => typeof cell === "string");
        if (unread.length > 0) {
          return { issues: unread.map(([, path]) => ({ message: offProblem(), path: [path] })) };
        }
        return input["~standard"].validate(value) as never;
      },
    },
  };
}

export function DiscountDrawer(props: DiscountDrawerProps) {
  const { entry, page, onClose } = props;
  const form = createSetupForm({
    path: "/tuition/discounts",
    entry,
    initial: {
      name: entry?.name ?? "",
      classAxis: entry?.classAxis ?? "one_at_a_time",
      unit: entry?.unit ?? "classes",
      studentAxis: entry?.studentAxis ?? "one_at_a_time",
      rows: entry?.rows ?? [[null], [{ kind: "percent", value: 1000 }]],
      special: { ...(entry?.special ?? { member: null, employee: null, in_service: null }) },
      programIds: [...(entry?.programIds ?? [])],
    },
    schema: gridSchema(entry ? updateDiscountInput : discountInput),
    onClose,
  });
  const unit = () => (form.field("unit").value() === "hours" ? "hour" : "class");
  return (
    <SetupDrawer form={form} noun="discount schedule" entry={entry} onClose={onClose}>
      <TextInput field={form.field("name")} label="Name" maxLength={60} autofocus />
      <div class="grid gap-4 sm:grid-cols-2">
        <Select
          field={form.field("unit")}
          label="Rows count"
          options={[
            { value: "classes", label: "Classes" },
            { value: "hours", label: "Hours a week" },
          ]}
        />
        <Select
          field={form.field("classAxis")}
          label="A row is for"
          options={[
            { value: "one_at_a_time", label: `The first, second … ${unit()} of the family` },
            { value: "one_at_a_time_per_student", label: `The first, second … ${unit()} of each child` },
            { value: "total", label: "As many as the family has, for all of them" },
          ]}
        />
        <Select
          field={form.field("studentAxis")}
          label="A column is for"
          options={[
            { value: "one_at_a_time", label: "The first, second … child" },
            { value: "total", label: "As many children as the family has, for all" },
          ]}
        />
      </div>
      <DiscountGrid form={form} unit={unit()} />
      <DiscountExampleBox values={form.values} />
      <fieldset>
        <legend class="mb-1 font-medium">
          Special discounts<span class="font-regular text-ink-3"> instead of the table</span>
        </legend>
        <div class="grid gap-3 sm:grid-cols-3">
          {specials.map(({ key, label }) => (
            <OffInput field={form.field(`special.${key}`)} label={label} optional />
          ))}
        </div>
      </fieldset>
      <CheckList
        field={form.field("programIds")}
        legend="Programs that use it"
        none="None yet"
        choices={page.programs}
      />
    </SetupDrawer>
  );
}
