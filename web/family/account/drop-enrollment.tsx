import { useNavigate } from "@solidjs/router";
import { Show } from "solid-js";
import type { DropPreview, OwnActAnswer } from "../../../worker/domains/enrollments/own-shapes.ts";
import { api } from "../../shared/api.ts";
import { createForm, type FormField } from "../../shared/form.ts";
import { showToast } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { refreshMe } from "../session.ts";
import { actWords } from "../words/enrollment-acts.ts";
import { Askable } from "./askable.tsx";
import { type AskedByDay, askedByDay } from "./asked-by-day.ts";
import { DayProblem } from "./day-problem.tsx";
import { ChoiceField, LongField, orNull } from "./fields.tsx";
import { AccountPage, Answer, cardClass, DayField, longDay, MoneyLines } from "./parts.tsx";

/** Leaving a class: the last day by the school's notice, what it means for the bill, then do it or ask. */
export default function DropEnrollment(props: { id: string }) {
  const words = actWords;
  const at = `/enrollments/${props.id}/drop`;
  const asked = askedByDay<DropPreview>((endsOn) => (endsOn ? `${at}?endsOn=${endsOn}` : at));
  const title = () => {
    const data = asked.query.data();
    return data ? words().dropTitle(data.studentName, data.className) : words().drop;
  };
  return (
    <AccountPage title={title()}>
      <Answer query={asked.query} label={words().loading}>
        {(data) => (
          <Askable offer={data()}>
            <DropForm at={at} preview={data()} asked={asked} />
          </Askable>
        )}
      </Answer>
    </AccountPage>
  );
}

type DropFormProps = {
  at: string;
  preview: DropPreview;
  asked: AskedByDay<DropPreview>;
};

function DropForm(props: DropFormProps) {
  const words = actWords;
  const navigate = useNavigate();
  const form = createForm({
    initial: { endsOn: props.preview.endsOn, reasonId: "", note: "" },
    send: (values, idempotencyKey) => {
      const { version, endsOn, money } = props.preview;
      const { chargeMinor, creditMinor } = money;
      return api.post<OwnActAnswer>(
        props.at,
        {
          ...{ version, endsOn, expected: { chargeMinor, creditMinor } },
          reasonId: orNull(values.reasonId),
          note: orNull(values.note),
        },
        { idempotencyKey },
      );
    },
    onSaved: ({ outcome }) => {
      const done =
        outcome === "asked" ? words().askedDone : words().droppedDone(longDay(props.preview.endsOn));
      showToast(done, { tone: "good" });
      void refreshMe();
      navigate("/account");
    },
  });
  const day: FormField = {
    ...form.field("endsOn"),
    value: () => props.preview.endsOn,
    set: (value) => {
      form.set("endsOn", value);
      if (value) props.asked.choose(String(value));
    },
  };
  const reasons = () => [
    { value: "", label: words().chooseReason },
    ...props.preview.reasons.map(({ id, label }) => ({ value: id, label })),
  ];
  return (
    <form
      class="flex flex-col gap-4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!props.asked.isBehind()) void form.submit();
      }}
    >
      <ErrorSummary form={form} />
      <div class={`${cardClass} flex flex-col gap-4 p-4`}>
        <p class="text-ink-2">{words().dropLead(props.preview.noticeDays)}</p>
        <DayField
          label={words().lastDay}
          field={day}
          min={props.preview.earliestOn}
          help={words().earliest(longDay(props.preview.earliestOn))}
        />
        <DayProblem asked={props.asked} />
        <Show when={props.preview.reasons.length > 0}>
          <ChoiceField
            label={words().reason}
            field={form.field("reasonId")}
            options={reasons()}
            required={props.preview.isReasonRequired}
          />
        </Show>
        <LongField label={words().note} field={form.field("note")} maxLength={500} />
      </div>
      <MoneyLines money={props.preview.money} />
      <Show when={props.preview.mode === "request"}>
        <p class="text-ink-2">{words().requestHelp}</p>
      </Show>
      <Button
        type="submit"
        variant="primary"
        size="large"
        class="max-sm:w-full sm:self-start"
        busy={form.submitting()}
        disabled={props.asked.isBehind()}
      >
        {props.preview.mode === "request" ? words().askDrop : words().doDrop}
      </Button>
    </form>
  );
}
