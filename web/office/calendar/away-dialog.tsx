import { For, Show } from "solid-js";
import { isIsoDate } from "../../../tenant-schema/dates.ts";
import type { CalendarEntry } from "../../../worker/domains/calendar/shapes.ts";
import { awayInput } from "../../../worker/domains/meetings/schemas.ts";
import type { AwayPreview } from "../../../worker/domains/meetings/shapes.ts";
import { api } from "../../shared/api.ts";
import { createForm, type Form, type Schema } from "../../shared/form.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Checkbox } from "../../shared/ui/checkbox.tsx";
import { DateInput } from "../../shared/ui/date-input.tsx";
import { Dialog } from "../../shared/ui/dialog.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { Select, type SelectOption } from "../../shared/ui/select.tsx";
import { TextInput } from "../../shared/ui/text-input.tsx";
import { Absences } from "./absences.tsx";
import { amount } from "./amount-text.ts";
import type { DialogProps } from "./calendar-dialogs.tsx";
import { choiceOf, staffChoices } from "./choose-substitute.ts";
import { meetingKeyOf } from "./columns.ts";
import { MeetingList } from "./meeting-list.tsx";
import { type Answer, announceMeetings } from "./meeting-writes.ts";
import { createPreview, type Preview } from "./preview.ts";

type Values = {
  staffId: string;
  from: string;
  to: string;
  reason: string;
  notify: boolean;
  choice: string;
  /** By meeting, where it is taken differently. */
  except: Record<string, string>;
};
type Member = CalendarEntry & { readonly isActive: boolean };

const asFirst = "first";

/** Somebody is away for some days: who takes each of the classes. */
export default function AwayDialog(props: DialogProps<"away">) {
  const staff = (): readonly Member[] => props.state.query.data()?.staff ?? [];
  const form = createForm({
    initial: {
      staffId: props.asked.staffId ?? "",
      from: props.state.date(),
      to: props.state.date(),
      reason: "",
      notify: true,
      choice: "none",
      except: {},
    } as Values,
    schema: inputSchema(() => preview.answer()),
    send: (input: object, idempotencyKey) => api.post<Answer>("/meetings/away", input, { idempotencyKey }),
    onSaved: ({ change }) => {
      announceMeetings(change);
      props.onClose();
    },
  });
  const preview: Preview<AwayPreview> = createPreview(() => {
    const { staffId, from, to } = form.values;
    if (!staffId || !isIsoDate(from) || !isIsoDate(to) || to < from) return undefined;
    return { path: "/meetings/away-preview", body: { staffId, from, to } };
  });
  return (
    <Dialog
      open
      onClose={props.onClose}
      size="wide"
      title="Somebody is away"
      description="Who takes the classes meanwhile. It can be decided anew for each of them later."
      actions={
        <>
          <Button onClick={props.onClose}>Leave it</Button>
          <Button
            type="submit"
            form={form.id}
            variant="primary"
            busy={form.submitting()}
            disabled={!preview.answer() || preview.isAsking()}
          >
            Save
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-4" noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <div class="grid gap-4 sm:grid-cols-3">
          <Select field={form.field("staffId")} label="Who" options={peopleOf(staff())} />
          <DateInput field={form.field("from")} label="From" />
          <DateInput field={form.field("to")} label="To" />
        </div>
        <Absences staffId={form.values.staffId} />
        <Select
          field={form.field("choice")}
          label="All classes are taken by"
          options={staffChoices(staff(), form.values.staffId, new Set()).filter(({ value }) => value !== "")}
        />
        <Classes form={form} values={form.values} preview={preview} staff={staff()} />
        <TextInput field={form.field("reason")} label="Reason" maxLength={500} optional />
        <Checkbox field={form.field("notify")} label="Write to those who stand in" />
      </form>
    </Dialog>
  );
}

const peopleOf = (staff: readonly Member[]): SelectOption[] => [
  { value: "", label: "Choose …", disabled: true },
  ...staff.filter(({ isActive }) => isActive).map(({ id, name }) => ({ value: id, label: name })),
];

function inputSchema(preview: () => AwayPreview | undefined): Schema<object> {
  return {
    "~standard": {
      validate: (typed) => {
        const { staffId, from, to, reason, notify, choice, except } = typed as Values;
        const differing = preview()?.meetings.flatMap(({ slotId, meetsOn }) => {
          const own = except[meetingKeyOf({ slotId, meetsOn })] ?? asFirst;
          return own === asFirst ? [] : [{ slotId, meetsOn, choice: choiceOf(own) }];
        });
        return awayInput["~standard"].validate({
          staffId,
          from,
          to,
          reason: reason.trim() || null,
          choice: choiceOf(choice),
          except: differing ?? [],
          notify,
        });
      },
    },
  };
}

interface ClassesProps {
  form: Form;
  values: Values;
  preview: Preview<AwayPreview>;
  staff: readonly Member[];
}

/** The meetings meanwhile, each with who takes it when that is not the one for all. */
function Classes(props: ClassesProps) {
  const meetings = () => props.preview.answer()?.meetings ?? [];
  const status = () => {
    const problem = props.preview.problem();
    if (problem) return problem;
    const { from, to } = props.values;
    if (isIsoDate(from) && isIsoDate(to) && to < from) return "The last day lies before the first.";
    if (!props.preview.answer()) return "Choose who is away and when; the classes are listed here.";
    const name = props.preview.answer()?.staff.name;
    return meetings().length === 0
      ? `${name} teaches nothing on these days.`
      : `${name} teaches ${amount(meetings().length, "meeting")} on these days.`;
  };
  return (
    <section class="flex min-h-12 flex-col gap-2">
      <p class="text-ink-2" aria-live="polite">
        {status()}
      </p>
      <MeetingList
        label="Meetings meanwhile"
        meetings={meetings()}
        note={(meeting) => {
          const field = () => props.form.field(`except.${meetingKeyOf(meeting)}`);
          const choices = () =>
            staffChoices(props.staff, props.values.staffId, new Set(meeting.busyStaffIds));
          return (
            <span class="flex items-center gap-2">
              <Show when={meeting.decided}>
                <span class="text-sm text-ink-3">decided before</span>
              </Show>
              <select
                class="control max-w-52"
                aria-label={`Who takes ${meeting.className} on ${meeting.onDate}`}
                onChange={(event) => field().set(event.currentTarget.value)}
              >
                <option value={asFirst}>As for all</option>
                <For each={choices()}>{(choice) => <option value={choice.value}>{choice.label}</option>}</For>
              </select>
            </span>
          );
        }}
      />
    </section>
  );
}
