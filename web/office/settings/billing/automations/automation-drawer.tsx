import { createSignal, type JSX, Show } from "solid-js";
import {
  type AutomationKind,
  automationKinds,
} from "../../../../../worker/domains/billing-automations/schemas.ts";
import type {
  AutomationRow,
  AutomationsPage,
  NextRun,
} from "../../../../../worker/domains/billing-automations/shapes.ts";
import type { RunOptions } from "../../../../../worker/domains/billing-runs/shapes.ts";
import type { FormField } from "../../../../shared/form.ts";
import { createQuery } from "../../../../shared/query.ts";
import { Button } from "../../../../shared/ui/button.tsx";
import { Drawer } from "../../../../shared/ui/drawer.tsx";
import { ErrorSummary } from "../../../../shared/ui/error-summary.tsx";
import { Select } from "../../../../shared/ui/select.tsx";
import { TextInput } from "../../../../shared/ui/text-input.tsx";
import { withParams } from "../../../../shared/url-state.ts";
import { TimeInput } from "../../../classes/forms/time-input.tsx";
import { runOptionsPath } from "../../../transactions/calls.ts";
import { kindLabel } from "../../../transactions/run-words.ts";
import { QueryStates } from "../../query-states.tsx";
import { CheckList } from "../check-list.tsx";
import { type AutomationForm, automationsPath, createAutomationForm } from "./automation-form.ts";
import { nextText } from "./automation-words.ts";
import { TemplateFields } from "./template-fields.tsx";

type DrawerProps = { entry: AutomationRow | undefined; page: AutomationsPage; onClose: () => void };

/** What runs, when, how long it waits and who is told. */
export function AutomationDrawer(props: DrawerProps) {
  const options = createQuery<RunOptions>(() => runOptionsPath);
  const [kind, setKind] = createSignal<AutomationKind>(props.entry?.kind ?? "tuition");
  const kindField: FormField = {
    id: "automation-kind",
    name: "kind",
    value: kind,
    set: (value) => setKind(value as AutomationKind),
    error: () => undefined,
  };
  return (
    <QueryStates query={options} label="the form">
      {(found) => (
        <Show when={kind()} keyed>
          {(chosen) => (
            <FormDrawer {...props} kind={chosen} options={found()}>
              <Show when={props.entry === undefined}>
                <Select
                  field={kindField}
                  label="What is run"
                  options={automationKinds.map((value) => ({ value, label: kindLabel(value) }))}
                />
              </Show>
            </FormDrawer>
          )}
        </Show>
      )}
    </QueryStates>
  );
}

type FormDrawerProps = DrawerProps & {
  kind: AutomationKind;
  options: RunOptions;
  children: JSX.Element;
};

function FormDrawer(props: FormDrawerProps) {
  const { entry, kind, onClose } = props;
  const told = (entry?.notifyStaffIds ?? []).filter((id) => props.page.staff.some((one) => one.id === id));
  const form = createAutomationForm(kind, entry, told, onClose);
  return (
    <Drawer
      open
      onClose={onClose}
      title={entry ? `Edit ${entry.name}` : "New automation"}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form.id} variant="primary" busy={form.submitting()}>
            {entry ? "Save" : "Add"}
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-4" noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        {props.children}
        <TextInput field={form.field("name")} label="Name" maxLength={60} autofocus />
        <When form={form} />
        <h3 class="border-t border-line pt-4 font-semibold">What it does</h3>
        <TemplateFields form={form} kind={kind} options={props.options} />
        <h3 class="border-t border-line pt-4 font-semibold">Before it begins</h3>
        <TextInput
          field={form.field("changeLimitPercent")}
          label="Asks when it differs from last time by more than, in percent"
          description="Then it does not begin by itself. Left empty it begins whatever the difference."
          inputmode="numeric"
          maxLength={4}
          class="max-w-24 text-right tabular-nums"
        />
        <CheckList
          field={form.field("notifyStaffIds")}
          legend="Told by mail"
          none="nobody yet"
          choices={props.page.staff}
        />
      </form>
    </Drawer>
  );
}

/** The day, the hour and the wait, with what they come to. */
function When(props: { form: AutomationForm }) {
  const { field } = props.form;
  const path = () => {
    const { dayOfMonth, minuteOfDay, waitHours } = props.form.values;
    const isWhole = (value: unknown) => /^\d{1,3}$/.test(String(value ?? "").trim());
    if (!isWhole(dayOfMonth) || typeof minuteOfDay !== "number" || !isWhole(waitHours)) return undefined;
    if (Number(dayOfMonth) < 1 || Number(dayOfMonth) > 28 || Number(waitHours) > 240) return undefined;
    return withParams(`${automationsPath}/next`, {
      dayOfMonth: String(dayOfMonth).trim(),
      minuteOfDay: String(minuteOfDay),
      waitHours: String(waitHours).trim(),
    });
  };
  const next = createQuery<NextRun>(path, { keepPrevious: true });
  return (
    <>
      <div class="grid gap-4 sm:grid-cols-3">
        <TextInput
          field={field("dayOfMonth")}
          label="Day of the month"
          inputmode="numeric"
          maxLength={2}
          class="text-right tabular-nums"
        />
        <TimeInput field={field("minuteOfDay")} label="At" />
        <TextInput
          field={field("waitHours")}
          label="Wait, in hours"
          inputmode="numeric"
          maxLength={3}
          class="text-right tabular-nums"
        />
      </div>
      <p class="min-h-10 text-ink-2" aria-live="polite">
        <Show
          when={path() === undefined ? undefined : next.data()}
          fallback="Days 1 to 28, which every month has; a wait up to 240 hours."
        >
          {(found) => <>{`${nextText(found().nextAt, found().beginsAt)}.`}</>}
        </Show>
      </p>
    </>
  );
}
