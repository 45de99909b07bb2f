import { createRenderEffect, For, Match, Show, Switch } from "solid-js";
import { MOST_ABSENT_DAYS } from "../../../../worker/domains/attendance/values.ts";
import { can } from "../../../shared/session.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { DateInput } from "../../../shared/ui/date-input.tsx";
import { Drawer } from "../../../shared/ui/drawer.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { Select } from "../../../shared/ui/select.tsx";
import { SkeletonRegion, SkeletonText } from "../../../shared/ui/skeleton.tsx";
import { TextArea } from "../../../shared/ui/text-area.tsx";
import { AbsenceLine } from "./absence-line.tsx";
import { meetingKey } from "./absence-runs.ts";
import { type AbsenceDrawerProps, createAbsences } from "./absence-state.ts";

const excuses = [
  { value: "rule", label: "By the school's rule on notice" },
  { value: "yes", label: "Excused" },
  { value: "no", label: "Not excused" },
];

/** Says before that a student will not come: a day or a range, meeting by meeting. */
export default function AbsenceDrawer(props: AbsenceDrawerProps) {
  const absences = createAbsences(props);
  const { form, chosen } = absences;
  return (
    <Drawer
      open
      onClose={props.onClose}
      title={`Absences of ${props.studentName}`}
      description="Said before, so that nobody is waited for and makeups follow the rules."
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button
            type="submit"
            form={form.id}
            variant="primary"
            busy={form.submitting()}
            disabled={chosen().size === 0}
          >
            {chosen().size > 1 ? `Report ${chosen().size} absences` : "Report the absence"}
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-4" noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <div class="grid gap-3 sm:grid-cols-2">
          <DateInput field={form.field("from")} label="First day" />
          <DateInput field={form.field("to")} label="Last day" />
        </div>
        <Show
          when={absences.isRange()}
          fallback={<p class="text-bad">Choose at most {MOST_ABSENT_DAYS} days, the first one first.</p>}
        >
          <Meetings absences={absences} studentName={props.studentName} />
        </Show>
        <Show when={can("excuse_absences", "full")}>
          <Select field={form.field("excuse")} label="Excused" options={excuses} />
        </Show>
        <TextArea field={form.field("note")} label="Note" optional rows={2} maxLength={500} />
      </form>
    </Drawer>
  );
}

function Meetings(props: { absences: ReturnType<typeof createAbsences>; studentName: string }) {
  const { query, meetings, free, chosen, form, toggle, toggleAll, withdraw } = props.absences;
  return (
    <fieldset>
      <legend class="mb-1 font-medium">Which classes will be missed</legend>
      <Switch>
        <Match when={query.error()}>{(error) => <p class="py-2 text-bad">{error().message}</p>}</Match>
        <Match when={query.pending()}>
          <SkeletonRegion label="the classes" class="flex flex-col gap-3 py-2">
            <SkeletonText width={220} />
            <SkeletonText width={180} />
          </SkeletonRegion>
        </Match>
        <Match when={meetings().length === 0}>
          <p class="border-t border-line py-3 text-ink-3">{props.studentName} has no class in these days.</p>
        </Match>
        <Match when={true}>
          <Show when={free().length > 1}>
            <label class="flex min-h-9 items-center gap-2.5 text-ink-2 pointer-coarse:min-h-11">
              <input
                type="checkbox"
                class="check"
                checked={chosen().size === free().length}
                ref={(box) =>
                  createRenderEffect(() => {
                    box.indeterminate = chosen().size > 0 && chosen().size < free().length;
                  })
                }
                onChange={toggleAll}
              />
              All {free().length} classes of these days
            </label>
          </Show>
          <ul class="border-t border-line">
            <For each={meetings()}>
              {(meeting) => (
                <AbsenceLine
                  meeting={meeting}
                  isChosen={chosen().has(meetingKey(meeting))}
                  excuse={form.values.excuse}
                  onToggle={() => toggle(meeting)}
                  onWithdraw={() => void withdraw(meeting)}
                />
              )}
            </For>
          </ul>
        </Match>
      </Switch>
    </fieldset>
  );
}
