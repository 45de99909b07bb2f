import { A } from "@solidjs/router";
import { For, Show } from "solid-js";
import type { OwnEnrollment, StudentsEnrollments } from "../../../worker/domains/enrollments/own-shapes.ts";
import { formats } from "../../shared/formats.ts";
import { Avatar } from "../../shared/ui/avatar.tsx";
import { ChevronRightIcon, TicketIcon } from "../../shared/ui/icons.tsx";
import { Pill } from "../../shared/ui/pill.tsx";
import { hasRole } from "../session.ts";
import { accountWords } from "../words/account.ts";
import { cardClass, shortDay, slotText } from "./parts.tsx";

/** One child with what is on, what comes and what it waits for. */
export function ChildCard(props: { student: StudentsEnrollments }) {
  const words = accountWords;
  const student = () => props.student;
  const rows = () => [...student().current, ...student().future, ...student().waiting];
  const name = () => (
    <>
      <Avatar name={student().name} />
      <h3 class="min-w-0 flex-1 truncate font-semibold">{student().firstName}</h3>
    </>
  );
  return (
    <article class={`${cardClass} flex flex-col overflow-hidden`}>
      <Show
        when={hasRole("viewer")}
        fallback={<div class="flex min-h-14 items-center gap-3 px-4 pt-2">{name()}</div>}
      >
        <A
          href={`/account/students/${student().id}`}
          class="flex min-h-14 items-center gap-3 px-4 py-2 hover:bg-hover"
        >
          {name()}
          <ChevronRightIcon class="text-ink-3" />
        </A>
      </Show>
      <ul class="divide-y divide-line border-t border-line">
        <For each={rows()} fallback={<li class="px-4 py-3 text-ink-2">{words().nothingOn}</li>}>
          {(row) => (
            <li class="px-4 py-2.5">
              <EnrollmentLine row={row} />
            </li>
          )}
        </For>
      </ul>
      <Show when={student().tokens > 0}>
        <p class="mt-auto flex items-center gap-2 border-t border-line px-4 py-2.5 text-sm text-ink-2">
          <TicketIcon />
          {student().tokensUntil
            ? words().tokensUntil(student().tokens, shortDay(student().tokensUntil!))
            : words().tokens(student().tokens)}
        </p>
      </Show>
    </article>
  );
}

/** The name of a class, when it meets, and whatever is not as usual. */
export function EnrollmentLine(props: { row: OwnEnrollment }) {
  const row = () => props.row;
  return (
    <div class="flex items-start justify-between gap-3">
      <div class="min-w-0">
        <p class="font-medium [overflow-wrap:anywhere]">{row().className}</p>
        <p class="text-sm text-ink-2">{[slotText(row().slots), when(row())].filter(Boolean).join(" · ")}</p>
      </div>
      <span class="flex-none">
        <Mark row={row()} />
      </span>
    </div>
  );
}

function when(row: OwnEnrollment): string {
  const words = accountWords();
  if (row.wait) return "";
  if (row.kind !== "active") return words.onDay(shortDay(row.startsOn));
  const isLater = row.startsOn > formats().today();
  const end = row.endsOn === null ? "" : words.until(shortDay(row.endsOn));
  return [isLater ? words.from(shortDay(row.startsOn)) : "", end].filter(Boolean).join(", ");
}

function Mark(props: { row: OwnEnrollment }) {
  const words = accountWords;
  const wait = () => props.row.wait;
  return (
    <Show
      when={wait()}
      fallback={
        <Show when={words().kinds[props.row.kind]}>{(kind) => <Pill tone="accent">{kind()}</Pill>}</Show>
      }
    >
      {(state) => (
        <Pill tone={state().state === "offered" ? "good" : "plain"}>
          {state().state === "offered"
            ? words().placeKept
            : state().state === "skipped"
              ? words().skipped
              : state().position === null
                ? words().offerEnded
                : words().position(state().position!)}
        </Pill>
      )}
    </Show>
  );
}
