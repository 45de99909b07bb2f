import { useNavigate } from "@solidjs/router";
import { createEffect, createSignal, For, on, Show } from "solid-js";
import type {
  OwnActAnswer,
  OwnTransferPreview,
  TransferChoices,
  TransferTarget,
} from "../../../worker/domains/enrollments/own-shapes.ts";
import { api } from "../../shared/api.ts";
import { createForm, type FormField } from "../../shared/form.ts";
import { showProblem, showToast } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { Pill } from "../../shared/ui/pill.tsx";
import { school } from "../portal.ts";
import { refreshMe } from "../session.ts";
import { actWords } from "../words/enrollment-acts.ts";
import { Askable } from "./askable.tsx";
import { type AskedByDay, askedByDay } from "./asked-by-day.ts";
import { DayProblem } from "./day-problem.tsx";
import { LongField, orNull } from "./fields.tsx";
import {
  AccountPage,
  Answer,
  cardClass,
  DayField,
  InTheWay,
  longDay,
  MoneyLines,
  slotText,
} from "./parts.tsx";

/** Another class instead of this one: the day, the class, what it means for the bill, then do it or ask. */
export default function TransferEnrollment(props: { id: string }) {
  const words = actWords;
  const at = `/enrollments/${props.id}/transfer`;
  const asked = askedByDay<TransferChoices>((startsOn) => (startsOn ? `${at}?startsOn=${startsOn}` : at));
  const title = () => {
    const data = asked.query.data();
    return data ? words().transferTitle(data.studentName, data.className) : words().transfer;
  };
  return (
    <AccountPage title={title()} lead={asked.query.data() && words().transferLead}>
      <Answer query={asked.query} label={words().loading}>
        {(data) => (
          <Askable offer={data()}>
            <TransferForm at={at} choices={data()} asked={asked} />
          </Askable>
        )}
      </Answer>
    </AccountPage>
  );
}

type TransferFormProps = {
  at: string;
  choices: TransferChoices;
  asked: AskedByDay<TransferChoices>;
};

function TransferForm(props: TransferFormProps) {
  const words = actWords;
  const navigate = useNavigate();
  const [preview, setPreview] = createSignal<OwnTransferPreview>();
  const form = createForm({
    initial: { startsOn: props.choices.startsOn, classId: "", note: "" },
    send: ({ classId, note }, idempotencyKey) => {
      const { chargeMinor, creditMinor } = preview()!.money;
      const { version, startsOn } = props.choices;
      return api.post<OwnActAnswer>(
        props.at,
        { version, classId, startsOn, note: orNull(note), expected: { chargeMinor, creditMinor } },
        { idempotencyKey },
      );
    },
    onSaved: ({ outcome }) => {
      showToast(outcome === "asked" ? words().askedDone : words().transferDone, { tone: "good" });
      void refreshMe();
      navigate("/account");
    },
  });
  const look = async () => {
    const { classId } = form.values;
    setPreview(undefined);
    if (!classId) return;
    try {
      const { version, startsOn } = props.choices;
      const found = await api.post<OwnTransferPreview>(`${props.at}-preview`, { version, classId, startsOn });
      if (form.values.classId === classId) setPreview(found);
    } catch (cause) {
      showProblem(cause, words().failed);
    }
  };
  createEffect(on(() => [form.values.classId, props.choices.startsOn], look, { defer: true }));
  const day: FormField = {
    ...form.field("startsOn"),
    value: () => props.choices.startsOn,
    set: (value) => {
      form.set("startsOn", value);
      if (value) props.asked.choose(String(value));
    },
  };
  const fits = () =>
    props.choices.targets.filter(({ problems, openings }) => problems.length === 0 && openings > 0);
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
      <DayField
        label={words().firstDay}
        field={day}
        min={props.choices.earliestOn}
        max={props.choices.latestOn}
        help={words().between(longDay(props.choices.earliestOn), longDay(props.choices.latestOn))}
      />
      <DayProblem asked={props.asked} />
      <fieldset class={cardClass}>
        <legend class="sr-only">{words().chooseClass}</legend>
        <For
          each={fits()}
          fallback={<EmptyState title={words().noTargets}>{words().noTargetsHelp}</EmptyState>}
        >
          {(target) => (
            <Target
              target={target}
              isChosen={form.values.classId === target.classId}
              onChoose={() => form.set("classId", target.classId)}
            />
          )}
        </For>
      </fieldset>
      <Show when={preview()}>
        {(found) => (
          <>
            <p class="text-ink-2">{words().lastDayBefore(longDay(found().lastDayOn))}</p>
            <InTheWay obstacles={found().obstacles} />
            <MoneyLines money={found().money} />
            <LongField label={words().note} field={form.field("note")} maxLength={500} />
          </>
        )}
      </Show>
      <Show when={props.choices.mode === "request"}>
        <p class="text-ink-2">{words().requestHelp}</p>
      </Show>
      <Button
        type="submit"
        variant="primary"
        size="large"
        class="max-sm:w-full sm:self-start"
        busy={form.submitting()}
        disabled={props.asked.isBehind() || preview() === undefined || preview()!.obstacles.length > 0}
      >
        {props.choices.mode === "request" ? words().askTransfer : words().doTransfer}
      </Button>
    </form>
  );
}

function Target(props: { target: TransferTarget; isChosen: boolean; onChoose: () => void }) {
  const words = actWords;
  const place = () => (school().locations.length > 1 ? props.target.locationName : "");
  return (
    <label class="flex min-h-16 cursor-pointer items-center gap-3 border-b border-line px-4 py-2 last:border-0 has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent">
      <input
        type="radio"
        name="target"
        class="size-6 flex-none accent-accent"
        checked={props.isChosen}
        onChange={props.onChoose}
      />
      <span class="min-w-0 flex-1">
        <span class="block font-medium">{props.target.className}</span>
        <span class="block text-sm text-ink-2">
          {[slotText(props.target.slots), props.target.levelName, place()].filter(Boolean).join(" · ")}
        </span>
      </span>
      <Show when={school().settings.showsOpeningCounts}>
        <Pill tone="good">{words().openings(props.target.openings)}</Pill>
      </Show>
    </label>
  );
}
