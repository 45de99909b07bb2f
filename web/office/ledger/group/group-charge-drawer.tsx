import { createSignal, Match, Switch } from "solid-js";
import type { GroupChargePreview } from "../../../../worker/domains/ledger/outcomes.ts";
import type { GroupChargeInput } from "../../../../worker/domains/ledger/schemas.ts";
import type { GroupValues } from "./group-form.ts";
import { GroupFormStep } from "./group-form-step.tsx";
import { GroupPreviewStep } from "./group-preview-step.tsx";

type GroupChargeDrawerProps = {
  audience: GroupChargeInput["audience"];
  onClose: () => void;
  onDone?: () => void;
};

export type Planned = { input: GroupChargeInput; preview: GroupChargePreview };

/** The same charge for many: what it is, then who is charged how much, then the act. */
export default function GroupChargeDrawer(props: GroupChargeDrawerProps) {
  const [values, setValues] = createSignal<GroupValues>();
  const [planned, setPlanned] = createSignal<Planned>();
  return (
    <Switch>
      <Match when={planned()}>
        {(plan) => (
          <GroupPreviewStep
            planned={plan()}
            onBack={() => setPlanned(undefined)}
            onChanged={(preview) => setPlanned({ ...plan(), preview })}
            onClose={props.onClose}
            onDone={props.onDone}
          />
        )}
      </Match>
      <Match when={true}>
        <GroupFormStep
          audience={props.audience}
          kept={values()}
          onClose={props.onClose}
          onPlanned={(plan, typed) => {
            setValues(typed);
            setPlanned(plan);
          }}
        />
      </Match>
    </Switch>
  );
}
