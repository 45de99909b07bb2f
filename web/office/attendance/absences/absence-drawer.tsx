import { createMemo, createSignal, For, Match, Show, Switch } from "solid-js";
import { addDays, isIsoDate } from "../../../../tenant-schema/dates.ts";
import { type AbsenceInput, MOST_ABSENT_DAYS } from "../../../../worker/domains/attendance/schemas.ts";
import type {
  AbsenceAnswer,
  StudentMeeting,
  WithdrawalAnswer,
} from "../../../../worker/domains/attendance/shapes.ts";
import type { Committed } from "../../../../worker/kernel/committed.ts";
import { api } from "../../../shared/api.ts";
import { createForm } from "../../../shared/form.ts";
import { plural } from "../../../shared/format/names.ts";
import { formats } from "../../../shared/formats.ts";
import { createQuery } from "../../../shared/query.ts";
import { can } from "../../../shared/session.ts";
import { showProblem } from "../../../shared/toasts.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { DateInput } from "../../../shared/ui/date-input.tsx";
import { Drawer } from "../../../shared/ui/drawer.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { Select } from "../../../shared/ui/select.tsx";
import { SkeletonRegion, SkeletonText } from "../../../shared/ui/skeleton.tsx";
import { TextArea } from "../../../shared/ui/text-area.tsx";
import { announcePlaces } from "../../enrollments/announce-places.ts";
import { absencesPath } from "../attendance-paths.ts";
import { AbsenceLine } from "./absence-line.tsx";
import { absenceRuns, meetingKey } from "./absence-runs.ts";

type AbsenceDrawerProps = { studentId: string; studentName: string; onClose: () => void };

const daysAhead = 14;
const excuses = [
  { value: "rule", label: "By the school's rule on notice" },
  { value: "yes", label: "Excused" },
  { value: "no", label: "Not excused" },
];

/** Says before that a student will not come: a day or a range, meeting by meeting. */
export default function AbsenceDrawer(props: AbsenceDrawerProps) {
  const [left, setLeft] = createSignal<ReadonlySet<string>>(new Set());
  const today = formats().today();

  const form = createForm({
    initial: { from: today, to: addDays(today, daysAhead - 1), excuse: "rule", note: "" },
    send: async ({ excuse, note }, idempotencyKey) => {
      const changes: (Committed | null)[] = [];
      for (const [index, run] of runs().entries()) {
        const input: AbsenceInput = {
          studentId: props.studentId,
          from: run.from,
          to: run.to,
          slotIds: [...run.slotIds],
          isExcused: excuse === "rule" ? undefined : excuse === "yes",
          note: note.trim() || undefined,
        };
        const key = { idempotencyKey: `${idempotencyKey}-${index}` };
        changes.push((await api.post<AbsenceAnswer>("/attendance/absences", input, key)).change);
      }
      return changes;
    },
    onSaved(changes) {
      announcePlaces(changes, {
        title: `${props.studentName} will be absent from ${plural(chosen().size, "class", "classes")}`,
      });
      props.onClose();
    },
  });

  const isRange = () => {
    const { from, to } = form.values;
    return isIsoDate(from) && isIsoDate(to) && from <= to && to < addDays(from, MOST_ABSENT_DAYS);
  };
  const query = createQuery<{ meetings: StudentMeeting[] }>(() =>
    isRange() ? absencesPath(props.studentId, form.values.from, form.values.to) : undefined,
  );
  const meetings = () => query.data()?.meetings ?? [];
  const chosen = createMemo(
    () =>
      new Set(
        meetings()
          .filter((meeting) => meeting.obstacle === null && !left().has(meetingKey(meeting)))
          .map(meetingKey),
      ),
  );
  const runs = createMemo(() => absenceRuns(meetings(), chosen()));

  function toggle(meeting: StudentMeeting) {
    const next = new Set(left());
    if (!next.delete(meetingKey(meeting))) next.add(meetingKey(meeting));
    setLeft(next);
  }

  async function withdraw({ slotId, onDate }: StudentMeeting) {
    const input = { studentId: props.studentId, from: onDate, to: onDate, slotIds: [slotId] };
    try {
      const { change } = await api.post<WithdrawalAnswer>("/attendance/absences/withdraw", input);
      announcePlaces([change]);
      query.refetch();
    } catch (cause) {
      showProblem(cause, "The absence still stands");
    }
  }

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
          when={isRange()}
          fallback={<p class="text-bad">Choose at most {MOST_ABSENT_DAYS} days, the first one first.</p>}
        >
          <fieldset>
            <legend class="mb-1 font-medium">Classes in these days</legend>
            <Switch>
              <Match when={query.error()}>{(error) => <p class="py-2 text-bad">{error().message}</p>}</Match>
              <Match when={query.pending()}>
                <SkeletonRegion label="the classes" class="flex flex-col gap-3 py-2">
                  <SkeletonText width={220} />
                  <SkeletonText width={180} />
                </SkeletonRegion>
              </Match>
              <Match when={meetings().length === 0}>
                <p class="border-t border-line py-3 text-ink-3">
                  {props.studentName} has no class in these days.
                </p>
              </Match>
              <Match when={true}>
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
        </Show>
        <Show when={can("excuse_absences", "full")}>
          <Select field={form.field("excuse")} label="Excused" options={excuses} />
        </Show>
        <TextArea field={form.field("note")} label="Note" optional rows={2} maxLength={500} />
      </form>
    </Drawer>
  );
}
