import { For, Match, Show, Switch } from "solid-js";
import type { EnrollmentRow } from "../../../../worker/domains/enrollments/shapes.ts";
import type { TransferPreview } from "../../../../worker/domains/enrollments/transfer-shapes.ts";
import type { Form } from "../../../shared/form.ts";
import { plural } from "../../../shared/format/names.ts";
import { Checkbox } from "../../../shared/ui/checkbox.tsx";
import type { LivePreview } from "../live-preview.ts";
import { ObstacleList } from "../obstacle-list.tsx";
import { PlacesList } from "../places-list.tsx";
import { PreviewProblem } from "../preview-problem.tsx";
import { dayText, longDayText } from "../words.ts";
import type { MoneyTicks } from "./money-ticks.ts";
import { TransferMoney } from "./transfer-money.tsx";

type TransferOutlookProps = {
  form: Form;
  rows: EnrollmentRow[];
  /** Of the new class. Where slots are chosen their places stand beside them. */
  slotCount: number;
  preview: Pick<LivePreview<TransferPreview>, "data" | "error" | "isCurrent" | "refetch">;
  money: MoneyTicks;
};

/** What a transfer comes to: places there, the last day here, and every day between. */
export function TransferOutlook(props: TransferOutlookProps) {
  return (
    <Switch>
      <Match when={props.preview.data()}>
        {(data) => (
          <section
            aria-label="What comes of it"
            aria-busy={!props.preview.isCurrent()}
            class="flex flex-col gap-4 border-t border-line pt-4"
          >
            <Show when={props.slotCount < 2}>
              <div>
                <h3 class="font-medium">Places</h3>
                <PlacesList slots={data().slots} />
              </div>
            </Show>
            <Dates data={data()} rows={props.rows} />
            <TransferMoney
              money={data().money}
              isTicked={props.money.isTicked}
              onToggle={props.money.toggle}
            />
            <Obstacles data={data()} form={props.form} />
          </section>
        )}
      </Match>
      <Match when={props.preview.error()}>
        {(error) => <PreviewProblem error={error()} onRetry={props.preview.refetch} />}
      </Match>
    </Switch>
  );
}

function Dates(props: { data: TransferPreview; rows: EnrollmentRow[] }) {
  const first = () => props.data.enrollments[0];
  const gap = () => Math.max(0, ...props.data.enrollments.map(({ gapDays }) => gapDays));
  const until = (id: string) => props.data.enrollments.find((one) => one.id === id)?.endsOn;
  const notes = () =>
    namesByNote([
      ...props.rows
        .filter(({ startsOn }) => startsOn > (first()?.lastDayOn ?? ""))
        .map((row) => [beginText(row), row.studentName] as const),
      ...props.rows
        .filter(({ id, endsOn }) => endsOn !== null || until(id))
        .map((row) => [endText(row, until(row.id)), row.studentName] as const),
    ]);
  return (
    <div class="flex flex-col gap-1 text-ink-2" aria-live="polite">
      <p>
        Last day in the old class: {dayText(first()?.lastDayOn ?? props.data.startsOn)}. First day in{" "}
        {props.data.className}: {dayText(props.data.startsOn)}.
      </p>
      <Show when={gap() > 0} fallback={<p>Nothing lies between.</p>}>
        <p class="font-medium text-warn">{plural(gap(), "day")} between, enrolled in neither class.</p>
      </Show>
      <ul>
        <For each={notes()}>
          {([what, names]) => (
            <li>
              {names.join(", ")}: {what}
            </li>
          )}
        </For>
      </ul>
    </div>
  );
}

/** What is true of several is said once, with all their names. */
function namesByNote(notes: readonly (readonly [what: string, name: string])[]): [string, string[]][] {
  const names = new Map<string, string[]>();
  for (const [what, name] of notes) names.set(what, [...(names.get(what) ?? []), name]);
  return [...names];
}

const beginText = (row: EnrollmentRow) =>
  `would have begun on ${longDayText(row.startsOn)}, which is taken back.`;

/** A drop that was decided already is kept, unless the new class ends before; whoever was to stay leaves with a session. */
function endText(row: EnrollmentRow, until: string | null | undefined): string {
  if (!until) return `was to end on ${longDayText(row.endsOn ?? "")}, goes on in the new class.`;
  if (until === row.endsOn) return `until ${longDayText(until)}, as decided.`;
  const what = row.endsOn === null ? "the session of the new class" : "the new class";
  return `until ${longDayText(until)}, when ${what} ends.`;
}

function Obstacles(props: { data: TransferPreview; form: Form }) {
  const all = () => {
    const isGroup = props.data.enrollments.length > 1;
    return [
      ...props.data.obstacles,
      ...props.data.enrollments.flatMap(({ obstacles, studentName }) =>
        obstacles.map((one) => (isGroup ? { ...one, studentName } : one)),
      ),
    ];
  };
  const mayPass = () => props.data.mayOverride;
  const isShort = () => props.data.overrides.includes("capacity");
  const fullText = () =>
    props.data.openings > 0
      ? `Only ${plural(props.data.openings, "place")} for ${props.data.enrollments.length}. A group moves whole or not at all.`
      : "The class is full.";
  return (
    <>
      <ObstacleList
        tone="bad"
        title="This cannot be done"
        obstacles={all().filter(({ isOverridable }) => !isOverridable || !mayPass())}
      />
      <Show when={isShort()}>
        <p class="rounded-sm bg-warn-soft px-3 py-2.5 font-medium text-warn">
          {fullText()}
          <Show when={!mayPass()}> Take another class, or fewer students.</Show>
        </p>
      </Show>
      <ObstacleList
        tone="warn"
        title="Against the rules of the class"
        obstacles={all().filter(({ isOverridable }) => isOverridable && mayPass())}
      />
      <Show when={mayPass() && props.data.overrides.length > 0}>
        <Checkbox field={props.form.field("anyway")} label="Transfer all the same" />
      </Show>
    </>
  );
}
