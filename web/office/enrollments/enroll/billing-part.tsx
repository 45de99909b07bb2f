import { Show } from "solid-js";
import type { BillingChoices } from "../../../../worker/domains/tuition/shapes.ts";
import { createQuery } from "../../../shared/query.ts";
import { BillingFields } from "../billing/billing-fields.tsx";
import type { Enrollment } from "./enroll-state.ts";

/** How it is billed, folded away: most are billed as the class is. */
export function BillingPart(props: { enrollment: Enrollment }) {
  const { form, classId } = props.enrollment;
  const isPaid = () => form.values.kind === "active" || form.values.kind === "single_day";
  const choices = createQuery<BillingChoices>(() => {
    const id = classId();
    return id === undefined ? undefined : `/tuition/choices?classId=${id}`;
  });
  return (
    <Show when={isPaid() && choices.data()}>
      {(data) => (
        <details class="group">
          <summary class="cursor-pointer rounded-sm font-medium text-ink-2 hover:text-ink">
            How it is billed
            <span class="font-regular text-ink-3 group-open:hidden">
              {" "}
              {data().pairs[0] ? `${data().pairs[0]?.rate}, ${data().pairs[0]?.schedule}` : "no tuition yet"}
            </span>
          </summary>
          <div class="pt-3">
            <BillingFields form={form} choices={data()} />
          </div>
        </details>
      )}
    </Show>
  );
}
