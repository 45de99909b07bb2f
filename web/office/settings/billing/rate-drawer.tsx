import { Show } from "solid-js";
import {
  rateInput,
  type TierAxis,
  tierAxes,
  updateRateInput,
} from "../../../../worker/domains/tuition/schemas.ts";
import type { RateRow } from "../../../../worker/domains/tuition/shapes.ts";
import type { Schema } from "../../../shared/form.ts";
import { formats } from "../../../shared/formats.ts";
import { MoneyInput } from "../../../shared/ui/money-input.tsx";
import { Select } from "../../../shared/ui/select.tsx";
import { TextInput } from "../../../shared/ui/text-input.tsx";
import { RadioChoice } from "./radio-choice.tsx";
import { axisWords } from "./rate-words.ts";
import { createSetupForm, SetupDrawer } from "./setup-drawer.tsx";
import { TierTable } from "./tier-table.tsx";
import { readTyped, typedSchema } from "./typed-values.ts";

const bases = [
  { value: "flat", label: "Flat", means: "One price for a class and month, however often it meets." },
  { value: "per_hour", label: "By the hour", means: "The hours of all its meetings in the month." },
  { value: "per_slot", label: "By the meeting", means: "Each meeting costs the same, however long it is." },
] as const;

type TypedTier = { upTo: unknown; amountMinor: unknown };
type Values = { isTiered: string; tiers: TypedTier[] } & Record<string, unknown>;

/** One amount, or a table of them: only what was chosen is sent, and each cell of the table is read as typed. */
function rateSchema(input: typeof rateInput | typeof updateRateInput): Schema<object> {
  const single = typedSchema<object>(input, { amountMinor: "money" }, ({ isTiered: _is, ...values }) => ({
    ...values,
    tierAxis: null,
    tiers: null,
  }));
  return {
    "~standard": {
      validate: (value: unknown) => {
        const { isTiered, tiers, ...values } = value as Values;
        if (isTiered === "no") return single["~standard"].validate(value);
        const issues: { message: string; path: string[] }[] = [];
        const rows = tiers.map(({ upTo, amountMinor }, i) => ({
          upTo: i === tiers.length - 1 ? null : readTyped("number", upTo, [`tiers.${i}.upTo`], issues),
          amountMinor: readTyped("money", amountMinor, [`tiers.${i}.amountMinor`], issues),
        }));
        if (issues.length > 0) return { issues };
        return input["~standard"].validate({ ...values, amountMinor: null, tiers: rows }) as never;
      },
    },
  };
}

export function RateDrawer(props: { entry: RateRow | undefined; onClose: () => void }) {
  const { entry, onClose } = props;
  const form = createSetupForm({
    path: "/tuition/rates",
    entry,
    initial: {
      name: entry?.name ?? "",
      basis: entry?.basis ?? "flat",
      amountMinor: entry?.amountMinor ?? "",
      isTiered: entry?.tiers ? "yes" : "no",
      tierAxis: entry?.tierAxis ?? "classes",
      tiers: entry?.tiers?.map((tier) => ({
        ...tier,
        upTo: tier.upTo === null ? "" : String(tier.upTo),
      })) ?? [
        { upTo: "1", amountMinor: "" },
        { upTo: "", amountMinor: "" },
      ],
    },
    schema: rateSchema(entry ? updateRateInput : rateInput),
    onClose,
  });
  const isTiered = () => form.field("isTiered").value() === "yes";
  return (
    <SetupDrawer form={form} noun="rate" entry={entry} onClose={onClose}>
      <TextInput field={form.field("name")} label="Name" maxLength={60} autofocus />
      <RadioChoice field={form.field("basis")} legend="Charged" choices={bases} />
      <Select
        field={form.field("isTiered")}
        label="Amount"
        options={[
          { value: "no", label: "One amount" },
          { value: "yes", label: "A table: whoever comes more pays another amount" },
        ]}
      />
      <Show
        when={isTiered()}
        fallback={
          <div class="max-w-64">
            <MoneyInput field={form.field("amountMinor")} label="Amount" hideLabel />
          </div>
        }
      >
        <Select
          field={form.field("tierAxis")}
          label="Rows count"
          description={`All classes of a student that have this rate. With “2: ${formats().money(4500)}” each of two costs ${formats().money(4500)}.`}
          options={tierAxes.map((value: TierAxis) => ({
            value,
            label: axisWords[value].replace(/^./, (first) => first.toUpperCase()),
          }))}
        />
        <TierTable form={form} />
      </Show>
    </SetupDrawer>
  );
}
