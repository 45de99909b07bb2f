import { useSearchParams } from "@solidjs/router";
import { createEffect, createMemo, createSignal, For, on, Show } from "solid-js";
import { createStore } from "solid-js/store";
import { addDays } from "../../../tenant-schema/dates.ts";
import type {
  OwnAbsenceAnswer,
  OwnAbsences,
  OwnMeeting,
} from "../../../worker/domains/attendance/own-shapes.ts";
import { api } from "../../shared/api.ts";
import type { FormField } from "../../shared/form.ts";
import { formats } from "../../shared/formats.ts";
import { createQuery } from "../../shared/query.ts";
import { showProblem, showToast } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { Notice } from "../../shared/ui/notice.tsx";
import { school } from "../portal.ts";
import { hasRole, me } from "../session.ts";
import { absenceWords } from "../words/absences.ts";
import { MeetingRow } from "./absence-row.tsx";
import { LongField } from "./fields.tsx";
import { AccountPage, Answer, cardClass, DayField, LookOnly } from "./parts.tsx";
import { StudentChoice } from "./student-choice.tsx";

const A_FORTNIGHT = 13;
const MOST_DAYS = 92;

/** Tells the school before that a child will not come: choose days, tick classes, send. */
export default function AbsencesPage() {
  const words = absenceWords;
  const [search, setSearch] = useSearchParams<{ student?: string; day?: string }>();
  const studentId = () => search.student ?? me()?.students[0]?.id ?? "";
  const [days, setDays] = createStore({
    from: search.day ?? formats().today(),
    to: search.day ?? addDays(formats().today(), A_FORTNIGHT),
  });
  const isRange = () => days.to >= days.from && days.to < addDays(days.from, MOST_DAYS);
  const path = createMemo(() =>
    studentId() && isRange()
      ? `/attendance/absences?studentId=${studentId()}&from=${days.from}&to=${days.to}`
      : undefined,
  );
  const meetings = createQuery<OwnAbsences>(path);
  const day = (key: "from" | "to"): FormField => ({
    id: `day-${key}`,
    name: key,
    value: () => days[key],
    set: (value) => {
      setDays(key, String(value));
      if (key === "from" && days.to < days.from) setDays("to", days.from);
    },
    error: () => (key === "to" && !isRange() ? words().chooseDays : undefined),
  });
  const lead = () => {
    const { absences, absenceNoticeMinutes } = school().settings;
    if (absences === "off") return undefined;
    const notice = words().lead(noticeText(absenceNoticeMinutes));
    return absences === "request" ? `${notice} ${words().leadRequest}` : notice;
  };
  return (
    <AccountPage title={words().title} lead={lead()}>
      <Show
        when={school().settings.absences !== "off"}
        fallback={<Notice tone="plain">{words().off}</Notice>}
      >
        <LookOnly />
        <StudentChoice
          label={words().child}
          value={studentId()}
          onChange={(student) => setSearch({ student }, { replace: true })}
        />
        <div class="grid gap-4 sm:grid-cols-2">
          <DayField label={words().from} field={day("from")} min={formats().today()} />
          <DayField label={words().to} field={day("to")} min={days.from} />
        </div>
        <Show when={path()}>
          <Answer query={meetings} label={words().loading}>
            {(data) => (
              <Classes
                studentId={studentId()}
                data={data()}
                isOneDay={search.day !== undefined}
                onChange={meetings.refetch}
              />
            )}
          </Answer>
        </Show>
      </Show>
    </AccountPage>
  );
}

function noticeText(minutes: number): string {
  const words = absenceWords();
  if (minutes % 1440 === 0 && minutes > 0) return words.days(minutes / 1440);
  return minutes % 60 === 0 && minutes > 0 ? words.hours(minutes / 60) : words.minutes(minutes);
}

const keyOf = ({ slotId, meetsOn }: OwnMeeting) => `${slotId} ${meetsOn}`;

function Classes(props: { studentId: string; data: OwnAbsences; isOneDay: boolean; onChange: () => void }) {
  const words = absenceWords;
  const [chosen, setChosen] = createSignal<ReadonlySet<string>>(new Set());
  const [note, setNote] = createSignal("");
  const [busy, setBusy] = createSignal(false);
  const free = () => props.data.meetings.filter(({ obstacle }) => obstacle === null);
  // Whoever comes from one meeting means that one; a range is ticked by its days.
  createEffect(
    on(
      () => props.data,
      () => setChosen(new Set(props.isOneDay ? free().map(keyOf) : [])),
    ),
  );
  const sent = () => free().filter((meeting) => chosen().has(keyOf(meeting)));
  const named = (own: readonly OwnMeeting[]) => own.map(({ slotId, meetsOn }) => ({ slotId, meetsOn }));
  const child = () => me()?.students.find(({ id }) => id === props.studentId)?.firstName ?? "";
  function toggle(meeting: OwnMeeting, isOn: boolean) {
    const next = new Set(chosen());
    if (isOn) next.add(keyOf(meeting));
    else next.delete(keyOf(meeting));
    setChosen(next);
  }
  async function act(what: () => Promise<void>) {
    setBusy(true);
    try {
      await what();
    } catch (cause) {
      showProblem(cause, words().failed);
    } finally {
      setBusy(false);
      props.onChange();
    }
  }
  const report = () =>
    act(async () => {
      const body = { studentId: props.studentId, meetings: named(sent()), note: note().trim() || null };
      const answer = await api.post<OwnAbsenceAnswer>("/attendance/absences", body);
      if (answer.outcome === "nothing") return void showToast(words().nothing, { tone: "bad" });
      const tokens = answer.reported.filter(({ earnedToken }) => earnedToken).length;
      const done =
        answer.outcome === "asked" ? words().doneAsked : words().doneReported(answer.reported.length, tokens);
      showToast(done, { tone: "good" });
      setNote("");
    });
  const withdraw = (meeting: OwnMeeting) =>
    act(async () => {
      const body = { studentId: props.studentId, meetings: named([meeting]) };
      await api.post("/attendance/absences/withdraw", body);
      showToast(words().takenBack, { tone: "good" });
    });
  const buttonText = () => {
    const count = sent().length;
    if (count === 0) return words().choose;
    return props.data.mode === "request" ? words().ask(count) : words().send(count);
  };
  const noteField: FormField = {
    id: "absence-note",
    name: "note",
    value: note,
    set: (value) => void setNote(String(value)),
    error: () => undefined,
  };
  return (
    <form
      class="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (sent().length > 0 && !busy()) void report();
      }}
    >
      <fieldset class={cardClass}>
        <legend class="sr-only">{words().classes}</legend>
        <ul class="divide-y divide-line">
          <For
            each={props.data.meetings}
            fallback={
              <li>
                <EmptyState title={words().none}>{words().noneHelp}</EmptyState>
              </li>
            }
          >
            {(meeting) => (
              <MeetingRow
                meeting={meeting}
                child={child()}
                isChosen={chosen().has(keyOf(meeting))}
                isBusy={busy()}
                mayAct={hasRole("payer")}
                onChoose={(isOn) => toggle(meeting, isOn)}
                onWithdraw={() => void withdraw(meeting)}
              />
            )}
          </For>
        </ul>
      </fieldset>
      <Show when={hasRole("payer") && free().length > 0}>
        <LongField field={noteField} label={words().note} maxLength={500} />
        <Button
          type="submit"
          variant="primary"
          size="large"
          class="max-sm:w-full sm:self-start"
          busy={busy()}
          disabled={sent().length === 0}
        >
          {buttonText()}
        </Button>
      </Show>
    </form>
  );
}
