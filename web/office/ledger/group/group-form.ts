import { unwrap } from "solid-js/store";
import type { GroupChargePreview } from "../../../../worker/domains/ledger/outcomes.ts";
import { type GroupChargeInput, groupChargeInput } from "../../../../worker/domains/ledger/schemas.ts";
import type { LedgerOptions } from "../../../../worker/domains/ledger/shapes.ts";
import { createForm } from "../../../shared/form.ts";
import { charges } from "../calls.ts";
import {
  type ChargeValues,
  emptyHead,
  emptyLine,
  headInput,
  type LineValues,
  lineInput,
  lineIssues,
  lockedIssues,
} from "../charge/charge-form.ts";
import { withIssues } from "../form-values.ts";
import type { Planned } from "./group-charge-drawer.tsx";

export type GroupValues = Omit<ChargeValues, "lines"> & { line: LineValues };

type GroupFormOptions = {
  audience: GroupChargeInput["audience"];
  kept: GroupValues | undefined;
  options: () => LedgerOptions | undefined;
  onPlanned: (planned: Planned, typed: GroupValues) => void;
};

/** One line for many; sending it asks what would come of it. */
export function createGroupForm(props: GroupFormOptions) {
  let sent: GroupChargeInput | undefined;
  const form = createForm<GroupValues, GroupChargeInput, GroupChargePreview>({
    initial: props.kept ?? { ...emptyHead(undefined), line: emptyLine() },
    schema: {
      "~standard": {
        validate(value) {
          const { line, ...head } = value as GroupValues;
          const input = { ...headInput(head), audience: props.audience, line: lineInput(line) };
          return withIssues(groupChargeInput, input, [
            ...lockedIssues(props.options(), head.chargeOn, "chargeOn"),
            ...lineIssues(line, "line"),
          ]);
        },
      },
    },
    send(input) {
      sent = input;
      return charges.groupPreview(input);
    },
    onSaved: (preview) =>
      sent && props.onPlanned({ input: sent, preview }, structuredClone(unwrap(form.values))),
  });
  return form;
}
