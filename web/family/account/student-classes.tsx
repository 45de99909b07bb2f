import { A } from "@solidjs/router";
import { createSignal, For, Show } from "solid-js";
import type {
  OwnEnrollment,
  OwnEnrollments,
  OwnHistory,
  StudentsEnrollments,
} from "../../../worker/domains/enrollments/own-shapes.ts";
import { api } from "../../shared/api.ts";
import { createQuery } from "../../shared/query.ts";
import { showProblem, showToast } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { ButtonLink } from "../../shared/ui/button-link.tsx";
import { apiBase } from "../account.ts";
import { hasRole } from "../session.ts";
import { atLocation } from "../shell/location.ts";
import { accountWords } from "../words/account.ts";
import { studentWords } from "../words/students.ts";
import { EnrollmentLine } from "./child-card.tsx";
import { LeavingQueue } from "./leaving-queue.tsx";
import { cardClass, shortDay } from "./parts.tsx";

/** What a child is in, comes to and waits for, with what the school lets families do about it. */
export function StudentClasses(props: {
  student: StudentsEnrollments;
  modes: OwnEnrollments["modes"];
  onChange: () => void;
}) {
  const words = accountWords;
  const groups = () => [
    { title: words().nowIn, rows: props.student.current },
    { title: words().later, rows: props.student.future },
    { title: words().waiting, rows: props.student.waiting },
  ];
  return (
    <section aria-labelledby="classes">
      <div class="mb-2 flex min-h-11 items-center justify-between gap-3">
        <h2 id="classes" class="text-md font-bold tracking-tight">
          {studentWords().classes}
        </h2>
        <ButtonLink href={atLocation("/classes")}>{words().bookClass}</ButtonLink>
      </div>
      <div class={`${cardClass} divide-y divide-line`}>
        <Show when={groups().every(({ rows }) => rows.length === 0)}>
          <p class="p-4 text-ink-2">{words().nothingOn}</p>
        </Show>
        <For each={groups().filter(({ rows }) => rows.length > 0)}>
          {(group) => (
            <div class="p-4">
              <h3 class="mb-1 text-sm font-medium text-ink-3">{group.title}</h3>
              <ul class="divide-y divide-line">
                <For each={group.rows}>
                  {(row) => (
                    <li class="py-2.5 last:pb-0">
                      <EnrollmentLine row={row} />
                      <ToCalendar row={row} />
                      <Show when={hasRole("payer")}>
                        <Actions row={row} modes={props.modes} onChange={props.onChange} />
                      </Show>
                    </li>
                  )}
                </For>
              </ul>
            </div>
          )}
        </For>
        <Past id={props.student.id} />
      </div>
    </section>
  );
}

/** The meetings of this booking as a file; what is only waited for has none. */
function ToCalendar(props: { row: OwnEnrollment }) {
  return (
    <Show when={props.row.wait === null}>
      <a
        class="link inline-flex min-h-11 items-center text-sm"
        href={`${apiBase}/coming-up/enrollments/${props.row.id}/calendar`}
        download="classes.ics"
      >
        {accountWords().toCalendar}
      </a>
    </Show>
  );
}

function Actions(props: { row: OwnEnrollment; modes: OwnEnrollments["modes"]; onChange: () => void }) {
  const words = accountWords;
  const [busy, setBusy] = createSignal(false);
  const [isLeaving, setLeaving] = createSignal(false);
  const at = (act: string) => `/account/enrollments/${props.row.id}/${act}`;
  const mayDrop = () =>
    props.modes.drops !== "off" && ["active", "trial"].includes(props.row.kind) && !props.row.isDropped;
  const mayMove = () =>
    props.modes.transfers !== "off" && props.row.kind === "active" && !props.row.isTransferred;
  async function leave() {
    setBusy(true);
    try {
      await api.post(`/waitlist/${props.row.id}/leave`, { version: props.row.version });
      showToast(words().leftQueue, { tone: "good" });
    } catch (cause) {
      showProblem(cause, words().failed);
    } finally {
      setBusy(false);
      setLeaving(false);
      props.onChange();
    }
  }
  const link = "link inline-flex min-h-11 items-center text-sm";
  return (
    <div class="flex flex-wrap gap-x-5">
      <Show when={props.row.wait?.state === "offered"}>
        <A class={link} href={`/account/offers/${props.row.id}`}>
          {words().answerOffer}
        </A>
      </Show>
      <Show when={props.row.wait}>
        <Button variant="quiet" class="-ml-3" busy={busy()} onClick={() => setLeaving(true)}>
          {words().leaveQueue}
        </Button>
        <Show when={isLeaving()}>
          <LeavingQueue
            className={props.row.className}
            isOffered={props.row.wait?.state === "offered"}
            busy={busy()}
            onClose={() => setLeaving(false)}
            onLeave={() => void leave()}
          />
        </Show>
      </Show>
      <Show when={mayMove()}>
        <A class={link} href={at("transfer")}>
          {words().transfer}
        </A>
      </Show>
      <Show when={mayDrop()}>
        <A class={link} href={at("drop")}>
          {words().drop}
        </A>
      </Show>
      <Show when={props.row.kind === "makeup"}>
        <A class={link} href={`/account/makeups?student=${props.row.studentId}`}>
          {words().cancelMakeup}
        </A>
      </Show>
    </div>
  );
}

function Past(props: { id: string }) {
  const words = studentWords;
  const [isOpen, setOpen] = createSignal(false);
  const history = createQuery<OwnHistory>(() =>
    isOpen() ? `/enrollments/students/${props.id}/past` : undefined,
  );
  return (
    <Show
      when={isOpen()}
      fallback={
        <div class="p-1">
          <Button variant="quiet" class="w-full" onClick={() => setOpen(true)}>
            {words().showPast}
          </Button>
        </div>
      }
    >
      <div class="p-4">
        <h3 class="mb-1 text-sm font-medium text-ink-3">{words().past}</h3>
        <ul class="divide-y divide-line">
          <For
            each={history.data()?.past}
            fallback={
              <Show when={history.data()}>
                <li class="py-2 text-ink-2">{words().noPast}</li>
              </Show>
            }
          >
            {(row) => (
              <li class="flex flex-wrap justify-between gap-x-3 py-2.5">
                <span class="font-medium">{row.className}</span>
                <span class="text-sm text-ink-3">
                  {row.startsOn === row.endsOn
                    ? shortDay(row.startsOn)
                    : `${shortDay(row.startsOn)} – ${shortDay(row.endsOn ?? row.startsOn)}`}
                </span>
              </li>
            )}
          </For>
        </ul>
      </div>
    </Show>
  );
}
