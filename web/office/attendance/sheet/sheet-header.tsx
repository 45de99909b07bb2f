import { A } from "@solidjs/router";
import { createMemo, Match, Show, Switch } from "solid-js";
import type { RollSheet } from "../../../../worker/domains/attendance/shapes.ts";
import { can } from "../../../shared/session.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { ButtonLink } from "../../../shared/ui/button-link.tsx";
import { ArrowLeftIcon, InfoIcon, PrinterIcon, TriangleAlertIcon } from "../../../shared/ui/icons.tsx";
import { PageTitle } from "../../../shared/ui/page-title.tsx";
import { ProgressTrack } from "../../../shared/ui/progress-bar.tsx";
import { longDay, placeOf, shortDay, teachersOf, timesOf } from "../attendance-words.ts";
import type { Sheet } from "./sheet-state.ts";

/** Which meeting this is, how far the roll is called, and why it may not be. */
export function SheetHeader(props: { sheet: Sheet; data: RollSheet; onPrint: () => void }) {
  // Every answered mark is a new sheet of the same meeting.
  const meeting = createMemo(() => props.data.meeting);
  return (
    <header class="flex flex-col gap-2 px-4 pt-3 pb-3 sm:px-6" data-no-print>
      <A
        class="link flex items-center gap-1 self-start py-1 pointer-coarse:py-2.5"
        href={`/attendance?date=${meeting().onDate}`}
      >
        <ArrowLeftIcon /> Attendance, {shortDay(meeting().onDate)}
      </A>
      <div class="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div class="min-w-0 flex-1 basis-64">
          <PageTitle
            title={meeting().className}
            class="text-lg font-bold tracking-tight [overflow-wrap:anywhere]"
          />
          <p class="text-ink-2 tabular-nums">
            {longDay(meeting().onDate)}, <span class="whitespace-nowrap">{timesOf(meeting())}</span>
          </p>
          <p class="text-ink-3">
            {[placeOf(meeting()), teachersOf(meeting().teachers)].filter(Boolean).join(" · ")}
          </p>
          <Show when={meeting().isMoved}>
            <p class="text-ink-3">Moved; by rule it meets on {shortDay(meeting().meetsOn)}.</p>
          </Show>
        </div>
        <div class="flex gap-2 max-sm:hidden">
          <Show when={can("classes")}>
            <ButtonLink href={`/classes/${meeting().classId}`}>Class</ButtonLink>
          </Show>
          <Button icon={PrinterIcon} onClick={props.onPrint}>
            Print
          </Button>
        </div>
      </div>
      <Why data={props.data} />
      <Show when={props.data.closedFor === null && props.data.students.length > 0}>
        <Progress sheet={props.sheet} />
      </Show>
    </header>
  );
}

function Why(props: { data: RollSheet }) {
  const note = "flex items-start gap-2 rounded-sm px-3 py-2";
  return (
    <Switch>
      <Match when={props.data.closedFor === "cancelled"}>
        <p class={`${note} bg-bad-soft text-bad`}>
          <TriangleAlertIcon class="mt-0.5" />
          <span>
            This meeting was cancelled{" "}
            <Show when={props.data.meeting.cancelReason}>{(reason) => <>({reason()})</>}</Show>, so there is
            no attendance to take.
          </span>
        </p>
      </Match>
      <Match when={props.data.closedFor === "closure"}>
        <p class={`${note} bg-bad-soft text-bad`}>
          <TriangleAlertIcon class="mt-0.5" />
          <span>The school is closed: {props.data.meeting.closure}. There is no attendance to take.</span>
        </p>
      </Match>
      <Match when={!props.data.mayMark}>
        <p class={`${note} bg-sunken text-ink-2`}>
          <InfoIcon class="mt-0.5" />
          You may look at this roll sheet. Taking attendance needs the right “Attendance”.
        </p>
      </Match>
      <Match when={props.data.isFuture}>
        <p class={`${note} bg-sunken text-ink-2`}>
          <InfoIcon class="mt-0.5" />
          Still to come: until then only absences can be noted.
        </p>
      </Match>
    </Switch>
  );
}

/** "12 of 18 marked", and how many of each. */
function Progress(props: { sheet: Sheet }) {
  const total = () => props.sheet.students().length;
  const tally = () => props.sheet.tally();
  const marked = () => total() - tally().none;
  return (
    <div class="flex flex-col gap-1.5">
      <p class="flex flex-wrap gap-x-3 tabular-nums" aria-live="polite">
        <span class="font-medium">
          {marked()} of {total()} marked
        </span>
        <span class="text-ink-3">
          {tally().present} present · {tally().absent} absent · {tally().tardy} tardy
        </span>
      </p>
      <ProgressTrack label="Marked" done={marked()} total={total()} />
    </div>
  );
}
