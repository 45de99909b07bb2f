import type { GroupChargeInput } from "../../../../worker/domains/ledger/schemas.ts";
import { plural } from "../../../shared/format/names.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Drawer } from "../../../shared/ui/drawer.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { HeadFields } from "../charge/head-fields.tsx";
import { LineFields } from "../charge/line-fields.tsx";
import { createLedgerOptions } from "../options.ts";
import type { Planned } from "./group-charge-drawer.tsx";
import { createGroupForm, type GroupValues } from "./group-form.ts";

type GroupFormStepProps = {
  audience: GroupChargeInput["audience"];
  kept: GroupValues | undefined;
  onClose: () => void;
  onPlanned: (planned: Planned, typed: GroupValues) => void;
};

export function GroupFormStep(props: GroupFormStepProps) {
  const options = createLedgerOptions();
  const form = createGroupForm({
    audience: props.audience,
    kept: props.kept,
    options: options.data,
    onPlanned: props.onPlanned,
  });
  const count = () => props.audience.ids.length;
  const isStudents = () => props.audience.kind === "students";
  return (
    <Drawer
      open
      onClose={props.onClose}
      title={`Charge ${plural(count(), isStudents() ? "student" : "family", isStudents() ? "students" : "families")}`}
      description={
        isStudents() ? "A line for each student, in one charge a family." : "The same charge for each family."
      }
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button type="submit" form={form.id} variant="primary" busy={form.submitting()}>
            Preview
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-5" noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <LineFields field={(name) => form.field(`line.${name}`)} options={options.data()} />
        <div class="flex flex-col gap-3 border-t border-line pt-4">
          <HeadFields field={form.field} values={form.values} options={options.data()} preview={undefined} />
        </div>
      </form>
    </Drawer>
  );
}
