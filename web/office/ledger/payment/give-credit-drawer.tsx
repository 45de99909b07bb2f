import { Show } from "solid-js";
import {
  type CreditMethod,
  type GiveCreditInput,
  giveCreditInput,
} from "../../../../worker/domains/ledger/schemas.ts";
import type { OpenItems } from "../../../../worker/domains/ledger/shapes.ts";
import { createForm } from "../../../shared/form.ts";
import { formats } from "../../../shared/formats.ts";
import { createQuery } from "../../../shared/query.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { DateInput } from "../../../shared/ui/date-input.tsx";
import { Drawer } from "../../../shared/ui/drawer.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { MoneyInput } from "../../../shared/ui/money-input.tsx";
import { Select } from "../../../shared/ui/select.tsx";
import { TextInput } from "../../../shared/ui/text-input.tsx";
import { announceMoney } from "../announce-money.ts";
import { openItemsPath, payments } from "../calls.ts";
import { lockedIssues } from "../charge/charge-form.ts";
import { amountIssue, isAmount, withIssues } from "../form-values.ts";
import type { MoneyFamily } from "../opening.ts";
import { createLedgerOptions, usualLocation } from "../options.ts";
import { methodLabel } from "../words.ts";
import { ApplyPart } from "./apply-part.tsx";
import { createApply } from "./apply-state.ts";

type CreditValues = {
  method: CreditMethod;
  amountMinor: number | string;
  givenOn: string;
  title: string;
  note: string;
  locationId: string;
  programId: string;
  categoryId: string;
};

const kinds = ["house", "coupon", "gift", "other"].map((value) => ({ value, label: methodLabel(value) }));
const listed = (entries: readonly { id: string; name: string }[] = []) => [
  { value: "", label: "None" },
  ...entries.map(({ id, name }) => ({ value: id, label: name })),
];

/** Credit that the school gives; no money moves. */
export default function GiveCreditDrawer(props: { family: MoneyFamily; onClose: () => void }) {
  const { form, apply, options } = createCredit(props.family, props.onClose);
  return (
    <Drawer
      open
      onClose={props.onClose}
      title="Give credit"
      description={<bdi>{props.family.name}</bdi>}
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button type="submit" form={form.id} variant="primary" busy={form.submitting()}>
            {isAmount(form.values.amountMinor)
              ? `Give ${formats().money(form.values.amountMinor)}`
              : "Give credit"}
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-4" noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <div class="grid gap-3 sm:grid-cols-2">
          <MoneyInput field={form.field("amountMinor")} label="Amount" />
          <Select field={form.field("method")} label="Kind" options={kinds} />
          <DateInput field={form.field("givenOn")} label="Given" />
          <TextInput field={form.field("title")} label="Title" optional maxLength={120} />
          <Select
            field={form.field("categoryId")}
            label="Category"
            optional
            options={listed(options()?.categories)}
          />
          <Select
            field={form.field("programId")}
            label="Program"
            optional
            options={listed(options()?.programs)}
          />
          <Show when={(options()?.locations.length ?? 0) > 1}>
            <Select
              field={form.field("locationId")}
              label="Location"
              options={(options()?.locations ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Show>
          <div class="sm:odd:col-span-2">
            <TextInput field={form.field("note")} label="Note" optional maxLength={1000} />
          </div>
        </div>
        <ApplyPart apply={apply} field={form.field("applyTo")} />
      </form>
    </Drawer>
  );
}

function createCredit(family: MoneyFamily, onSaved: () => void) {
  const options = createLedgerOptions().data;
  const items = createQuery<OpenItems>(() => openItemsPath(family.id), { staleMs: 0 });
  const form = createForm<CreditValues, GiveCreditInput, Awaited<ReturnType<typeof payments.give>>>({
    initial: {
      method: "house",
      amountMinor: "",
      givenOn: formats().today(),
      title: "",
      note: "",
      locationId: usualLocation(family.homeLocationId),
      programId: "",
      categoryId: "",
    },
    schema: {
      "~standard": {
        validate(value) {
          const values = value as CreditValues;
          const { programId, categoryId, ...rest } = values;
          const input = {
            ...rest,
            familyId: family.id,
            programId: programId || null,
            categoryId: categoryId || null,
            applyTo: apply.toInput(),
          };
          const problem = apply.problem();
          return withIssues(giveCreditInput, input, [
            ...amountIssue(values.amountMinor, "amountMinor"),
            ...lockedIssues(options(), values.givenOn, "givenOn"),
            ...(problem ? [{ message: problem, path: ["applyTo"] }] : []),
          ]);
        },
      },
    },
    send: (input, idempotencyKey) => payments.give(input, { idempotencyKey }),
    onSaved(answer) {
      announceMoney(answer.change, answer.reversal, "Void the credit to take it back.");
      onSaved();
    },
  });
  const apply = createApply({
    lines: () => items.data()?.lines ?? [],
    amountMinor: () => (isAmount(form.values.amountMinor) ? form.values.amountMinor : undefined),
    initial: "account",
  });
  return { form, apply, options };
}
