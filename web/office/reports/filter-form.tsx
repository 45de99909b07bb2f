import { For, Match, Show, Switch } from "solid-js";
import { type Period, periods } from "../../../worker/domains/reports/schemas.ts";
import type { ReportField, ReportSummary, ReportsPage } from "../../../worker/domains/reports/shapes.ts";
import { DateInput } from "../../shared/ui/date-input.tsx";
import { MoneyInput } from "../../shared/ui/money-input.tsx";
import { Select } from "../../shared/ui/select.tsx";
import { Switch as SwitchInput } from "../../shared/ui/switch.tsx";
import type { FilterState } from "./filter-state.ts";

const periodWords: Record<Period, string> = {
  today: "Today",
  yesterday: "Yesterday",
  this_week: "This week",
  last_week: "Last week",
  this_month: "This month",
  last_month: "Last month",
  this_year: "This year",
  last_year: "Last year",
  custom: "Choose days",
};

type FilterFormProps = { report: ReportSummary; page: ReportsPage; state: FilterState };

/** The form that a report asks for; its parts are described by the report itself. */
export function FilterForm(props: FilterFormProps) {
  const shown = () => props.report.fields.filter(({ kind }) => kind !== "switch");
  const switches = () => props.report.fields.filter((field) => field.kind === "switch");
  return (
    <div class="flex flex-col gap-4">
      <div class="grid items-start gap-x-4 gap-y-3 sm:grid-cols-2 xl:grid-cols-4">
        <For each={shown()}>
          {(field) => <FieldInput field={field} page={props.page} state={props.state} />}
        </For>
      </div>
      <Show when={switches().length > 0}>
        <div class="grid gap-x-8 sm:grid-cols-2 xl:grid-cols-3">
          <For each={switches()}>
            {(field) => (
              <SwitchInput
                label={field.label}
                checked={props.state.field(field.key).value() === true}
                onChange={(checked) => props.state.set(field.key, checked)}
              />
            )}
          </For>
        </div>
      </Show>
    </div>
  );
}

function FieldInput(props: { field: ReportField; page: ReportsPage; state: FilterState }) {
  const bound = (key = props.field.key) => props.state.field(key);
  const hint = () => ("hint" in props.field ? props.field.hint : undefined);
  const options = () => {
    const { field } = props;
    if (field.kind === "choice") return [...field.options];
    if (field.kind === "record") {
      const named = props.page.options[field.of].map(({ id, name }) => ({ value: id, label: name }));
      return [{ value: "", label: "All" }, ...named];
    }
    return periods.map((period) => ({ value: period, label: periodWords[period] }));
  };
  return (
    <Switch>
      <Match when={props.field.kind === "date"}>
        <DateInput field={bound()} label={props.field.label} description={hint()} optional />
      </Match>
      <Match when={props.field.kind === "money"}>
        <MoneyInput field={bound()} label={props.field.label} description={hint()} optional />
      </Match>
      <Match when={props.field.kind === "period"}>
        <Select field={bound("period")} label={props.field.label} options={options()} />
        <Show when={bound("period").value() === "custom"}>
          <DateInput field={bound("from")} label="First day" />
          <DateInput field={bound("to")} label="Last day" />
        </Show>
      </Match>
      <Match when={true}>
        <Select field={bound()} label={props.field.label} options={options()} />
      </Match>
    </Switch>
  );
}
