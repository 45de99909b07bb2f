import { Show } from "solid-js";
import type { EnrollmentRow } from "../../../../worker/domains/enrollments/shapes.ts";
import type { BillingChoices } from "../../../../worker/domains/tuition/shapes.ts";
import type { Committed } from "../../../../worker/kernel/committed.ts";
import { api } from "../../../shared/api.ts";
import { createForm } from "../../../shared/form.ts";
import { createQuery } from "../../../shared/query.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Drawer } from "../../../shared/ui/drawer.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { QueryStates } from "../../settings/query-states.tsx";
import { announcePlaces } from "../announce-places.ts";
import { BillingFields } from "./billing-fields.tsx";
import { amountIssues, type BillingValues, billingOf, billingValuesOf } from "./billing-values.ts";

type BillingDrawerProps = { row: EnrollmentRow; onClose: () => void; onDone: () => void };

/** How an enrollment is billed from the next charge on. */
export default function BillingDrawer(props: BillingDrawerProps) {
  const { row } = props;
  const choices = createQuery<BillingChoices>(
    () => `/tuition/choices?classId=${row.classId}&enrollmentId=${row.id}`,
  );
  return (
    <Show when={choices.data()?.chosen} keyed fallback={<Waiting {...props} query={choices} />}>
      {(chosen) => <BillingForm {...props} choices={choices.data()!} chosen={chosen} />}
    </Show>
  );
}

function Waiting(props: BillingDrawerProps & { query: ReturnType<typeof createQuery<BillingChoices>> }) {
  return (
    <Drawer open onClose={props.onClose} title={props.row.studentName}>
      <QueryStates query={props.query} label="the billing of the enrollment">
        {() => <p class="text-ink-2">This enrollment no longer exists.</p>}
      </QueryStates>
    </Drawer>
  );
}

type Chosen = NonNullable<BillingChoices["chosen"]>;

function BillingForm(props: BillingDrawerProps & { choices: BillingChoices; chosen: Chosen }) {
  const { row, chosen } = props;
  const form = createForm<{ billing: BillingValues }, object, { change: Committed | null }>({
    initial: { billing: billingValuesOf(chosen) },
    schema: {
      "~standard": {
        validate: (value) => {
          const { billing } = value as { billing: BillingValues };
          const issues = amountIssues(billing);
          if (issues.length > 0) return { issues };
          return { value: { version: chosen.version, billing: billingOf(billing) } };
        },
      },
    },
    send: (input, idempotencyKey) =>
      api.put<{ change: Committed | null }>(`/tuition/enrollments/${row.id}`, input, { idempotencyKey }),
    onSaved: ({ change }) => {
      announcePlaces([change]);
      props.onDone();
      props.onClose();
    },
  });
  return (
    <Drawer
      open
      onClose={props.onClose}
      title={`How ${row.studentName} is billed`}
      description={`For ${row.className}, from the next charge on. What was charged stays as it is.`}
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button type="submit" form={form.id} variant="primary" busy={form.submitting()}>
            Save
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-4" noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <BillingFields form={form} choices={props.choices} />
      </form>
    </Drawer>
  );
}
