import { type JSX, untrack } from "solid-js";
import { updateBillingRules } from "../../../../worker/domains/billing-rules/schemas.ts";
import type { BillingRulesPage } from "../../../../worker/domains/tuition/shapes.ts";
import type { Committed } from "../../../../worker/kernel/committed.ts";
import { api } from "../../../shared/api.ts";
import { followRecord } from "../../../shared/follow-record.ts";
import { createForm, type Form, type Schema } from "../../../shared/form.ts";
import { createQuery } from "../../../shared/query.ts";
import { Checkbox } from "../../../shared/ui/checkbox.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { LeaveGuard } from "../../../shared/ui/leave-guard.tsx";
import { Select } from "../../../shared/ui/select.tsx";
import { TextInput } from "../../../shared/ui/text-input.tsx";
import { announce } from "../../audit/announce.ts";
import { QueryStates } from "../query-states.tsx";
import { RuleSection } from "../rules-form.tsx";
import { SaveBar } from "../save-bar.tsx";
import { SettingsPage } from "../settings-page.tsx";
import { OffInput } from "./off-input.tsx";
import { offProblem } from "./off-text.ts";
import { mayPrice, PRICES_SHOWN_IN } from "./setup-acts.ts";
import { typedSchema } from "./typed-values.ts";

const path = "/billing-rules";

export default function BillingPage() {
  const rules = createQuery<BillingRulesPage>(() => path);
  return (
    <SettingsPage
      title="Billing rules"
      intro="How tuition is priced and charged. A change holds for what is charged from now on; what was charged keeps the rules it was made by."
      may={mayPrice()}
    >
      <QueryStates query={rules} label="the billing rules">
        {(data) => <BillingForm rules={data()} />}
      </QueryStates>
    </SettingsPage>
  );
}

const typed = typedSchema<object>(updateBillingRules, { dueAfterDays: "number", earlyBirdDays: "number" });
const schema: Schema<object> = {
  "~standard": {
    validate: (value: unknown) => {
      const unread = Object.entries(value as object).filter(
        ([key, held]) => ["earlyBird", "autopayDiscount"].includes(key) && typeof held === "string",
      );
      if (unread.length > 0)
        return { issues: unread.map(([key]) => ({ message: offProblem(), path: [key] })) };
      return typed["~standard"].validate(value);
    },
  },
};

const toForm = (rules: BillingRulesPage): Record<string, unknown> => ({
  ...rules,
  dueAfterDays: String(rules.dueAfterDays),
  earlyBirdDays: String(rules.earlyBirdDays),
});

function BillingForm(props: { rules: BillingRulesPage }) {
  const form = createForm({
    initial: untrack(() => toForm(props.rules)),
    schema,
    send: (values: object, idempotencyKey) =>
      api.put<{ change: Committed | null }>(path, values, { idempotencyKey }),
    onSaved: ({ change }) => announce(change, ...PRICES_SHOWN_IN),
  });
  followRecord(
    form,
    () => props.rules.version,
    () => toForm(props.rules),
  );
  return (
    <form noValidate onSubmit={form.submit}>
      <LeaveGuard dirty={form.dirty()} what="the billing rules" />
      <div class="max-w-3xl px-4 sm:px-6">
        <ErrorSummary form={form} />
      </div>
      <fieldset class="flex max-w-3xl flex-col gap-8 px-4 sm:px-6" disabled={!mayPrice()}>
        <legend class="sr-only">Billing rules</legend>
        <PayingRules form={form} />
        <CountingRules form={form} />
        <PartRules form={form} />
        <RuleSection title="Rounding">
          <p class="-mt-2 max-w-prose text-ink-2">
            Each line is rounded once, at its end: half a cent and more goes up. This cannot be changed, so
            that everybody who checks a price comes to the same one.
          </p>
        </RuleSection>
      </fieldset>
      <SaveBar form={form} may={mayPrice()} />
    </form>
  );
}

type Part = { form: Pick<Form, "field"> };

function PayingRules(props: Part): JSX.Element {
  const { field } = props.form;
  return (
    <RuleSection title="Paying">
      <TextInput
        field={field("dueAfterDays")}
        label="A charge is due after, in days"
        description="0: on the day of the charge."
        inputmode="numeric"
        class="max-w-28 tabular-nums"
      />
      <div class="grid max-w-lg gap-4 sm:grid-cols-2">
        <OffInput field={field("earlyBird")} label="Off for paying early" optional />
        <TextInput
          field={field("earlyBirdDays")}
          label="Early is within, in days"
          inputmode="numeric"
          class="max-w-28 tabular-nums"
        />
      </div>
      <div class="max-w-60">
        <OffInput
          field={field("autopayDiscount")}
          label="Off for automatic payment"
          description="For families whose primary card or account is charged by itself."
          optional
        />
      </div>
      <Checkbox
        field={field("isTaxInclusive")}
        label="Prices contain their tax"
        description="It is taken out of a price instead of being put on top of it."
      />
    </RuleSection>
  );
}

function CountingRules(props: Part) {
  const { field } = props.form;
  return (
    <RuleSection title="Counting classes">
      <Checkbox
        field={field("countsAcrossLocations")}
        label="Classes at every location count toward discounts and tables of amounts"
      />
      <div class="max-w-md">
        <Select
          field={field("tierScope")}
          label="A table of amounts counts the classes of"
          options={[
            { value: "student", label: "Each student" },
            { value: "family", label: "The whole family" },
          ]}
        />
      </div>
      <Checkbox
        field={field("ranksOverridden")}
        label="Classes with an agreed price count and are discounted too"
        description="Else they are left out of the order, and cost what was agreed."
      />
    </RuleSection>
  );
}

function PartRules(props: Part) {
  const { field } = props.form;
  return (
    <RuleSection title="Months that are not whole">
      <Checkbox
        field={field("proratesBlackouts")}
        label="A day that is not billed lowers the price"
        description="Else the same price is for the meetings that are left."
      />
      <Checkbox
        field={field("proratesOverrides")}
        label="An agreed price is lowered for who starts late or leaves early"
      />
      <Checkbox
        field={field("prorateOverrideBlackouts")}
        label="An agreed price is lowered by days that are not billed"
      />
      <Checkbox
        field={field("overrideIsFlat")}
        label="An agreed price is for the whole month"
        description="Else it is for an hour or a meeting, where the class is charged so."
      />
    </RuleSection>
  );
}
