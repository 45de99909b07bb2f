import { Match, Switch } from "solid-js";
import { promoInput, promoKinds, updatePromoInput } from "../../../../worker/domains/tuition/schemas.ts";
import type { PromoRow, PromosPage } from "../../../../worker/domains/tuition/shapes.ts";
import { Checkbox } from "../../../shared/ui/checkbox.tsx";
import { DateInput } from "../../../shared/ui/date-input.tsx";
import { MoneyInput } from "../../../shared/ui/money-input.tsx";
import { Select } from "../../../shared/ui/select.tsx";
import { TextInput } from "../../../shared/ui/text-input.tsx";
import { CheckList } from "./check-list.tsx";
import { createSetupForm, SetupDrawer } from "./setup-drawer.tsx";
import { percentText, typedSchema } from "./typed-values.ts";

type PromoDrawerProps = { entry: PromoRow | undefined; page: PromosPage; onClose: () => void };

const kindLabels = {
  percent: "A percentage off the full price",
  amount: "An amount off",
  switch_schedule: "Another billing schedule",
  force_trial: "A trial instead of an enrollment",
} as const;
const fieldOf = {
  percent: "percentBp",
  amount: "amountMinor",
  switch_schedule: "billingScheduleId",
  force_trial: "",
} as const;

/** What belongs to another kind is not sent. */
function ofItsKind(values: Record<string, unknown>): Record<string, unknown> {
  const own = fieldOf[values.kind as keyof typeof fieldOf];
  const others = Object.values(fieldOf).filter((key) => key !== "" && key !== own);
  return { ...values, ...Object.fromEntries(others.map((key) => [key, null])) };
}

function createPromoForm({ entry, onClose }: PromoDrawerProps) {
  return createSetupForm({
    path: "/tuition/promos",
    entry,
    initial: {
      name: entry?.name ?? "",
      code: entry?.code ?? "",
      kind: entry?.kind ?? "percent",
      percentBp: entry?.percentBp == null ? "" : percentText(entry.percentBp),
      amountMinor: entry?.amountMinor ?? "",
      billingScheduleId: entry?.billingScheduleId ?? "",
      isCombinable: entry?.isCombinable ?? false,
      programIds: [...(entry?.programIds ?? [])],
      startsOn: entry?.startsOn ?? "",
      expiresOn: entry?.expiresOn ?? "",
      mostUses: entry?.mostUses == null ? "" : String(entry.mostUses),
      mostUsesFamily: entry?.mostUsesFamily == null ? "" : String(entry.mostUsesFamily),
    },
    schema: typedSchema(
      entry ? updatePromoInput : promoInput,
      {
        percentBp: "percent",
        amountMinor: "money",
        billingScheduleId: "choice",
        startsOn: "date",
        expiresOn: "date",
        mostUses: "number",
        mostUsesFamily: "number",
      },
      ofItsKind,
    ),
    onClose,
  });
}

export function PromoDrawer(props: PromoDrawerProps) {
  const { entry, page, onClose } = props;
  const form = createPromoForm(props);
  const kind = () => form.field("kind").value();
  return (
    <SetupDrawer form={form} noun="promo code" entry={entry} onClose={onClose}>
      <div class="grid gap-4 sm:grid-cols-2">
        <TextInput field={form.field("name")} label="Name" maxLength={60} autofocus />
        <TextInput
          field={form.field("code")}
          label="Code"
          maxLength={40}
          class="uppercase"
          spellcheck={false}
        />
      </div>
      <Select
        field={form.field("kind")}
        label="What it gives"
        options={promoKinds.map((value) => ({ value, label: kindLabels[value] }))}
      />
      <Switch>
        <Match when={kind() === "percent"}>
          <TextInput
            field={form.field("percentBp")}
            label="Percent off"
            inputmode="decimal"
            class="max-w-28 tabular-nums"
          />
        </Match>
        <Match when={kind() === "amount"}>
          <div class="max-w-40">
            <MoneyInput field={form.field("amountMinor")} label="Amount off" />
          </div>
        </Match>
        <Match when={kind() === "switch_schedule"}>
          <Select
            field={form.field("billingScheduleId")}
            label="Billed by"
            description="For classes that can be billed by it."
            options={[
              { value: "", label: "Choose a billing schedule" },
              ...page.schedules.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        </Match>
      </Switch>
      <Checkbox field={form.field("isCombinable")} label="Can be combined with other codes" />
      <CheckList
        field={form.field("programIds")}
        legend="Programs"
        none="Everything"
        choices={page.programs}
      />
      <div class="grid gap-4 sm:grid-cols-2">
        <DateInput field={form.field("startsOn")} label="First day" optional />
        <DateInput field={form.field("expiresOn")} label="Last day" optional />
        <TextInput
          field={form.field("mostUses")}
          label="Most uses"
          optional
          inputmode="numeric"
          class="tabular-nums"
        />
        <TextInput
          field={form.field("mostUsesFamily")}
          label="Most uses a family"
          optional
          inputmode="numeric"
          class="tabular-nums"
        />
      </div>
    </SetupDrawer>
  );
}
