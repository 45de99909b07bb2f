import { createSignal, Show } from "solid-js";
import type { GroupChargeInput } from "../../../../worker/domains/ledger/schemas.ts";
import { plural } from "../../../shared/format/names.ts";
import { formats } from "../../../shared/formats.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Drawer } from "../../../shared/ui/drawer.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { focusSoon } from "../../../shared/ui/first-focus.ts";
import { ProgressBar } from "../../../shared/ui/progress-bar.tsx";
import { HeadFields } from "../charge/head-fields.tsx";
import { LineFields } from "../charge/line-fields.tsx";
import { createLedgerOptions } from "../options.ts";
import { dayText } from "../words.ts";
import { createGroupAct, createGroupForm, type Planned } from "./group-form.ts";
import { GroupRows } from "./group-rows.tsx";

type GroupChargeDrawerProps = {
  audience: GroupChargeInput["audience"];
  onClose: () => void;
  onDone: (() => void) | undefined;
};

/** The same charge for many: what it is, then who is charged how much, then the act. */
export default function GroupChargeDrawer(props: GroupChargeDrawerProps) {
  const options = createLedgerOptions();
  const [planned, setPlanned] = createSignal<Planned>();
  const act = createGroupAct(setPlanned, () => {
    props.onDone?.();
    props.onClose();
  });
  const form = createGroupForm(props.audience, options.data, (plan) => {
    act.renew();
    setPlanned(plan);
  });
  const isStudents = props.audience.kind === "students";
  const chosen = plural(
    props.audience.ids.length,
    isStudents ? "student" : "family",
    isStudents ? "students" : "families",
  );
  const about = isStudents
    ? "A line for each student, in one charge a family."
    : "The same charge for each family.";

  function back() {
    setPlanned(undefined);
    queueMicrotask(() => document.getElementById(form.field("line.description").id)?.focus());
  }

  return (
    <Drawer
      open
      onClose={props.onClose}
      title={planned()?.preview.title ?? `Charge ${chosen}`}
      description={planned() ? `Due ${dayText(planned()?.preview.dueOn ?? "")}` : about}
      actions={
        <Show
          when={planned()}
          fallback={
            <>
              <Button onClick={props.onClose}>Cancel</Button>
              <Button type="submit" form={form.id} variant="primary" busy={form.submitting()}>
                Preview
              </Button>
            </>
          }
        >
          {(plan) => (
            <>
              <Button class="mr-auto" onClick={back}>
                Back
              </Button>
              <Button
                ref={focusSoon}
                variant="primary"
                busy={act.busy()}
                disabled={plan().preview.charges === 0}
                onClick={() => void act.charge(plan())}
              >
                Charge {plural(plan().preview.charges, "family", "families")}{" "}
                {formats().money(plan().preview.totalMinor)}
              </Button>
            </>
          )}
        </Show>
      }
    >
      <Show when={act.underWay()}>
        {(progress) => (
          <div class="mb-4 flex flex-col gap-2" role="status">
            <ProgressBar label="Charging" done={progress().done} total={progress().total} />
            <p class="text-ink-2">You may close this; it goes on, and the footer shows when it is done.</p>
          </div>
        )}
      </Show>
      <Show when={planned()}>{(plan) => <GroupRows preview={plan().preview} />}</Show>
      <form
        id={form.id}
        class="flex flex-col gap-5"
        classList={{ hidden: planned() !== undefined }}
        noValidate
        onSubmit={form.submit}
      >
        <ErrorSummary form={form} />
        <LineFields field={(name) => form.field(`line.${name}`)} options={options.data()} />
        <div class="flex flex-col gap-3 border-t border-line pt-4">
          <HeadFields field={form.field} values={form.values} options={options.data()} preview={undefined} />
        </div>
      </form>
    </Drawer>
  );
}
